using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace DarkTower.ServiceDefaults.Tests.Resilience;

public sealed class StorePipelineTests
{
    private static (ServiceProvider Provider, ResiliencePipeline Pipeline) Build(StorePipelineOptions options)
    {
        var provider = new ServiceCollection().AddStorePipeline("store", _ => options).BuildServiceProvider();
        return (provider, provider.GetRequiredKeyedService<ResiliencePipeline>("store"));
    }

    private static ValueTask FailAsync(CancellationToken _) => throw new IOException("the store failed");

    [Fact]
    public async Task Failures_open_the_breaker_and_its_change_is_counted()
    {
        using var events = new PollyEventList();
        var (provider, pipeline) = Build(new() { BreakerMinimumThroughput = 3, BreakDuration = TimeSpan.FromMinutes(1) });
        await using var _ = provider;

        for (var call = 0; call < 3; call++)
            await Assert.ThrowsAsync<IOException>(() => pipeline.ExecuteAsync(FailAsync).AsTask());
        await Assert.ThrowsAsync<BrokenCircuitException>(() => pipeline.ExecuteAsync(FailAsync).AsTask());

        Assert.Equal(["OnCircuitOpened store"], events.Seen);
    }

    [Fact]
    public async Task What_is_no_failure_of_the_store_does_not_open_the_breaker()
    {
        var (provider, pipeline) = Build(new() { BreakerMinimumThroughput = 2, IsFailure = failure => failure is not IOException });
        await using var _ = provider;

        for (var call = 0; call < 10; call++)
            await Assert.ThrowsAsync<IOException>(() => pipeline.ExecuteAsync(FailAsync).AsTask());
    }

    [Fact]
    public async Task The_deadline_cancels_the_operation()
    {
        var (provider, pipeline) = Build(new() { Deadline = TimeSpan.FromMilliseconds(50) });
        await using var _ = provider;

        await Assert.ThrowsAsync<TimeoutRejectedException>(() =>
            pipeline.ExecuteAsync(async cancelled => await Task.Delay(Timeout.Infinite, cancelled)).AsTask());
    }

    [Fact]
    public async Task Above_the_cap_operations_are_refused_at_once()
    {
        using var events = new PollyEventList();
        var (provider, pipeline) = Build(new() { MaxConcurrent = 1 });
        await using var _ = provider;
        var gate = new TaskCompletionSource();
        var running = pipeline.ExecuteAsync(async _ => await gate.Task).AsTask();

        await Assert.ThrowsAsync<OverloadedException>(() => pipeline.ExecuteAsync(_ => ValueTask.CompletedTask).AsTask());
        Assert.Equal(["OnBulkheadRejected store"], events.Seen);

        gate.SetResult();
        await running;
        await pipeline.ExecuteAsync(_ => ValueTask.CompletedTask);
    }
}

/// <summary>Events of Polly pipelines, from the counter a collector would get.</summary>
internal sealed class PollyEventList : IDisposable
{
    private readonly MeterListener _listener;

    public PollyEventList()
    {
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "resilience.polly.strategy.events")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
            Seen.Add(string.Join(' ', tags.ToArray().Where(tag => tag.Key is "event.name" or "pipeline.name").Select(tag => tag.Value))));
        _listener.Start();
    }

    public List<string> Seen { get; } = [];

    public void Dispose() => _listener.Dispose();
}
