using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace DarkTower.ServiceDefaults;

/// <summary>What every service does the same way.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>
    /// Telemetry, health, error shape, JSON, request limits, service discovery, authentication. A worker gets the parts that are not about
    /// requests.
    /// </summary>
    /// <param name="builder">The application.</param>
    public static IHostApplicationBuilder AddServiceDefaults(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHostedService<StartupChecks>();
        builder.Services.AddSingleton<Refusal>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        TelemetryExport.Add(builder);
        QuietLogs.Apply(builder.Services);
        builder.Services.AddHealthChecks();
        builder.Services.PostConfigure<HealthCheckServiceOptions>(BoundedHealthCheck.Wrap);
        if (builder is WebApplicationBuilder)
            AddWebDefaults(builder.Services);
        return builder;
    }

    private static void AddWebDefaults(IServiceCollection services)
    {
        services.AddValidatedOptions<RequestLimits>(RequestLimits.Section);
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelLimits>();
        services.AddValidatedOptions<KeyOptions>(KeyOptions.Section);
        services.AddSingleton<IKeyVerifier, PlatformKeyVerifier>();
        services.AddSingleton(provider => new DerivedKeys(provider.GetRequiredService<KeyOptions>()));
        services.Configure<JsonOptions>(json => JsonConventions.Apply(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true); // else the answer does not say what was wrong
    }

    /// <summary>The middleware of <see cref="AddServiceDefaults"/>. Call before mapping endpoints.</summary>
    /// <param name="app">The application.</param>
    public static WebApplication UseServiceDefaults(this WebApplication app)
    {
        app.UseRouting(); // first: what follows depends on the endpoint
        app.UseMiddleware<ServerSpanMiddleware>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<LimitMiddleware>();
        app.UseMiddleware<KeyAuthentication>();
        app.UseMiddleware<JsonCharset>();
        return app;
    }

    /// <summary>
    /// <c>GET /alive</c> (the process answers) and <c>GET /health</c> (so do the dependencies it cannot work without). Anonymous, in no
    /// trace.
    /// </summary>
    /// <param name="app">The application.</param>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        Probes.Map(app);
        return app;
    }
}
