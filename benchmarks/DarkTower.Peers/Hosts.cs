using System.Security.Cryptography;
using System.Text;
using DarkTower.ServiceDefaults;

namespace DarkTower.Peers;

/// <summary>Everything the services have around their handlers: authentication, limits, problem documents, spans.</summary>
internal static class FullHost
{
    public static int Run(string[] args, PeerSettings settings)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, PeersJson.Default));
        builder.Services.AddOperations(settings);
        var app = builder.Build();
        app.UseServiceDefaults();
        app.MapDefaultEndpoints();
        Endpoints.Map(app, (route, scope) => route.RequireScope(scope));
        return app.RunService();
    }
}

/// <summary>The least a server can have: the key, compared in constant time.</summary>
internal static class BareHost
{
    public static int Run(string[] args, PeerSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, PeersJson.Default));
        builder.Services.AddOperations(settings);
        var app = builder.Build();
        var expected = Encoding.UTF8.GetBytes($"Bearer {settings.PlatformKey}");
        app.Use((context, next) =>
        {
            var given = Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString());
            if (context.Request.Path == "/health" || CryptographicOperations.FixedTimeEquals(given, expected))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        });
        app.MapGet("/health", () => TypedResults.Ok());
        Endpoints.Map(app, (_, _) => { });
        app.Run();
        return 0;
    }
}
