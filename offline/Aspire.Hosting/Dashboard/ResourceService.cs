using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// The server the dashboard reads resources, logs and commands from: gRPC by hand over clear-text HTTP/2, on loopback, guarded by a key.
/// </summary>
internal sealed class ResourceService : IAsyncDisposable
{
    public const string KeyHeader = "x-resource-service-api-key";
    private const string PathPrefix = "/aspire.v1.DashboardService/";

    private readonly WebApplication _server;
    private readonly ResourceServiceCalls _calls;
    private readonly byte[] _keyHash;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();

    public ResourceService(ResourceServiceCalls calls, int port, string apiKey, ILogger logger)
    {
        _calls = calls;
        _keyHash = Hash(apiKey);
        _logger = logger;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.ListenLocalhost(port, listen => listen.Protocols = HttpProtocols.Http2);
            // Streams here are silent for hours; a rate limit would cut them.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    public Task StartAsync(CancellationToken cancellationToken) => _server.StartAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _server.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        context.Response.ContentType = "application/grpc";
        var (status, message) = await StatusOfAsync(context, ending.Token);
        context.Response.AppendTrailer("grpc-status", ((int)status).ToString());
        if (message is not null)
        {
            context.Response.AppendTrailer("grpc-message", Uri.EscapeDataString(message));
        }
    }

    private async Task<(GrpcStatus, string?)> StatusOfAsync(HttpContext context, CancellationToken cancellationToken)
    {
        try
        {
            if (!CryptographicOperations.FixedTimeEquals(Hash(context.Request.Headers[KeyHeader].ToString()), _keyHash))
            {
                throw new GrpcFailure(GrpcStatus.Unauthenticated, $"The header {KeyHeader} is missing or wrong.");
            }
            var path = context.Request.Path.Value ?? "";
            var method = path.StartsWith(PathPrefix, StringComparison.Ordinal) ? path[PathPrefix.Length..] : path;
            await _calls.AnswerAsync(method, new GrpcCall(context, cancellationToken));
            return (GrpcStatus.Ok, null);
        }
        catch (GrpcFailure e)
        {
            return (e.Status, e.Message);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return (GrpcStatus.Unavailable, "The AppHost stops.");
        }
        catch (Exception e)
        {
            _logger.LogError(e, "The resource service failed on {Path}", context.Request.Path);
            return (GrpcStatus.Internal, e.Message);
        }
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
