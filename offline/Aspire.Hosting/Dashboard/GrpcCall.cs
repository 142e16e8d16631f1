using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Dashboard;

/// <summary>One call: its request messages in, its response messages out, until the client or the AppHost ends it.</summary>
internal sealed class GrpcCall(HttpContext context, CancellationToken cancellationToken)
{
    public CancellationToken Ending => cancellationToken;

    public Task<T> ReadAsync<T>(MessageParser<T> parser) where T : IMessage<T> =>
        GrpcFrame.ReadAsync(context.Request.BodyReader, parser, cancellationToken);

    public Task WriteAsync(IMessage message) => GrpcFrame.WriteAsync(context.Response.BodyWriter, message, cancellationToken);

    /// <summary>Sends the response headers now and then says nothing until the call ends.</summary>
    public async Task HoldOpenAsync()
    {
        await context.Response.BodyWriter.FlushAsync(cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
