using Polly;

namespace DarkTower.ServiceDefaults;

internal sealed class ClientPipelineHandler(ResiliencePipeline<HttpResponseMessage> pipeline) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(ClientPipeline.Request, request);
        try
        {
            return await pipeline.ExecuteAsync(
                async (attempt, sending) => await sending.Send(sending.request, attempt.CancellationToken),
                context, (request, Send: (Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>)base.SendAsync));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
