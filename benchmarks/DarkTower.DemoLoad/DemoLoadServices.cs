using System.Net.Http.Headers;
using DarkTower.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DarkTower.DemoLoad;

internal static class DemoLoadServices
{
    public static void AddDemoLoad(this IHostApplicationBuilder builder)
    {
        AddApi<GcDatabaseApi>(builder, "gc-database");
        AddApi<McStateApi>(builder, "mc-state");
        builder.Services.AddValidatedOptions<DemoLoadOptions>(DemoLoadOptions.Section);
        builder.Services.AddSingleton<MeetingPool>();
        builder.Services.AddSingleton<Journey>();
        builder.Services.AddSingleton<Tally>();
        builder.Services.AddHostedService<LoadLoop>();
    }

    private static void AddApi<T>(IHostApplicationBuilder builder, string service) where T : class
    {
        var key = builder.Configuration["Authentication:PlatformKey"]
            ?? throw new StartupException("Configuration key Authentication:PlatformKey is missing: the key of the two services.");
        builder.Services.AddServiceClient<T>(service)
            .ConfigureHttpClient(client => client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key));
    }
}
