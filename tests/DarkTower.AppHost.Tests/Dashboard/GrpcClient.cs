using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;

namespace DarkTower.AppHost.Tests.Dashboard;

/// <summary>A gRPC client of one service: HTTP/2 by prior knowledge, key in a header.</summary>
internal sealed class GrpcClient(Uri address, string service, string keyHeader, string? key) : IDisposable
{
    public const int Ok = 0;
    public const int Unimplemented = 12;
    public const int Unauthenticated = 16;

    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose() => _http.Dispose();

    /// <summary>The only answer of a call, or its status when that is not OK.</summary>
    public async Task<(int Status, WireMessage? Answer)> CallAsync(string method, WireMessage request, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            return (Unauthenticated, null); // as gRPC reads an answer that came from before the service
        }
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var headers = response.TrailingHeaders.Contains("grpc-status") ? response.TrailingHeaders : response.Headers;
        return (int.Parse(headers.GetValues("grpc-status").Single()), body.Length == 0 ? null : WireMessage.Parse(body.AsSpan(5)));
    }

    /// <summary>The answers of a streaming call, as they come.</summary>
    public async IAsyncEnumerable<WireMessage> StreamAsync(
        string method, WireMessage request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, request, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var prefix = new byte[5];
        while (await body.ReadAtLeastAsync(prefix, 5, throwOnEndOfStream: false, cancellationToken) == 5)
        {
            var message = new byte[BinaryPrimitives.ReadInt32BigEndian(prefix.AsSpan(1))];
            await body.ReadExactlyAsync(message, cancellationToken);
            yield return WireMessage.Parse(message);
        }
    }

    /// <summary>Sends a call and gives back its response as soon as the headers are there.</summary>
    public Task<HttpResponseMessage> SendAsync(string method, WireMessage request, CancellationToken cancellationToken)
    {
        var payload = request.ToBytes();
        var body = new byte[payload.Length + 5];
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(1), payload.Length);
        payload.CopyTo(body, 5);
        var message = new HttpRequestMessage(HttpMethod.Post, $"/{service}/{method}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
            Headers = { { "TE", "trailers" } },
        };
        if (key is not null)
        {
            message.Headers.Add(keyHeader, key);
        }
        return _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}
