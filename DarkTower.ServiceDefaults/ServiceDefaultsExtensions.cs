using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DarkTower.ServiceDefaults;

/// <summary>What every service does the same way.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Telemetry, health, error shape, JSON, request limits, service discovery, authentication.</summary>
    /// <param name="builder">The application.</param>
    public static IHostApplicationBuilder AddServiceDefaults(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks();
        builder.Services.AddHttpClient();
        return builder;
    }

    /// <summary>The middleware of <see cref="AddServiceDefaults"/>. Call before mapping endpoints.</summary>
    /// <param name="app">The application.</param>
    public static WebApplication UseServiceDefaults(this WebApplication app) => app;

    /// <summary><c>GET /alive</c> (the process answers) and <c>GET /health</c> (so do the dependencies it cannot work without). Anonymous, in no trace.</summary>
    /// <param name="app">The application.</param>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapGet("/alive", () => Results.Text("alive")).AllowAnonymous();
        app.MapHealthChecks("/health").AllowAnonymous();
        return app;
    }
}
