using System.Globalization;
using System.Net.Http.Headers;
using DarkTower.ServiceDefaults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DarkTower.DemoLoad;

internal static class DemoLoadServices
{
    public static void AddDemoLoad(this IHostApplicationBuilder builder)
    {
        AddApi<GcDatabaseApi>(builder, "gc-database");
        AddApi<McStateApi>(builder, "mc-state");
        builder.Services.AddSingleton(new Pace(Rate(builder.Configuration)));
        builder.Services.AddSingleton<MeetingPool>();
        builder.Services.AddSingleton<Journey>();
        builder.Services.AddSingleton<Tally>();
        builder.Services.AddHostedService<LoadLoop>();
    }

    private static void AddApi<T>(IHostApplicationBuilder builder, string service) where T : class =>
        builder.Services.AddServiceClient<T>(service).ConfigureHttpClient(client => client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", builder.Configuration["Authentication:PlatformKey"]));

    private static double Rate(IConfiguration configuration)
    {
        var text = configuration["Rate"] ?? "2";
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is >= 0.1 and <= 100
            ? rate
            : throw new StartupException($"Configuration key Rate is '{text}'; it must be a number from 0.1 to 100: journeys per second.");
    }
}

/// <param name="JourneysPerSecond">How often a journey begins.</param>
internal sealed record Pace(double JourneysPerSecond)
{
    public TimeSpan Interval => TimeSpan.FromSeconds(1 / JourneysPerSecond);
}
