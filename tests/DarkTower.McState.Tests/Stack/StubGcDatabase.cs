using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DarkTower.McState.Tests.Stack;

/// <summary>Stands in for gc-database where the real one cannot be made to answer so. Keeps the last traceparent it was sent.</summary>
internal sealed class StubGcDatabase : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StubGcDatabase(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public string? TraceParent { get; private set; }

    public static async Task<StubGcDatabase> StartAsync(int status, string body)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stub = new StubGcDatabase(builder.Build());
        stub._app.Run(async context =>
        {
            stub.TraceParent = context.Request.Headers.TraceParent;
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(body);
        });
        await stub._app.StartAsync();
        return stub;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
