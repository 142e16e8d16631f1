using System.Diagnostics.Metrics;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace DarkTower.ServiceDefaults;

/// <summary>Time and concurrency limits. Probes pass: an overloaded service is alive.</summary>
internal sealed class LimitMiddleware(RequestDelegate next, RequestLimits limits) : IDisposable
{
    private static readonly Counter<long> Rejected = Telemetry.Meter.CreateCounter<long>(
        "darktower.requests.rejected", "{request}", "Requests refused because too many were running and waiting.");

    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = limits.MaxConcurrent,
        QueueLimit = limits.MaxQueued,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<ProbeEndpoint>() is not null)
        {
            await next(context);
            return;
        }

        var aborted = context.RequestAborted;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        deadline.CancelAfter(limits.Timeout);
        context.RequestAborted = deadline.Token;
        try
        {
            using var lease = await _limiter.AcquireAsync(1, deadline.Token);
            if (!lease.IsAcquired)
            {
                Rejected.Add(1);
                throw new OverloadedException("The number of concurrent requests");
            }
            await next(context);
        }
        catch (Exception e) when (deadline.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            throw new RequestTimeoutException(e);
        }
        finally
        {
            context.RequestAborted = aborted;
        }
    }

    public void Dispose() => _limiter.Dispose();
}
