using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>
/// An AppHost's entry point on a thread of its own: it waits in Build until the test builds, and in Run until the test is done.
/// </summary>
internal sealed class EntryPointRun : EntryPointIntercept
{
    private static readonly TimeSpan EndDeadline = TimeSpan.FromSeconds(10);

    private readonly Action<DistributedApplicationOptions, HostApplicationBuilderSettings> _configure;
    private readonly string[] _args;
    private readonly Assembly _assembly;
    private readonly TaskCompletionSource<IDistributedApplicationBuilder> _building = new(
        TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayBuild = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private EntryPointRun(Assembly assembly, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        _assembly = assembly;
        _args = args;
        _configure = configure;
    }

    /// <summary>The end of the entry point; its failure, if it had one.</summary>
    public Task Ended => _ended.Task;

    public static async Task<IDistributedApplicationTestingBuilder> StartAsync(
        Assembly assembly, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure,
        CancellationToken cancellationToken)
    {
        var run = new EntryPointRun(assembly, args, configure);
        new Thread(run.Invoke) { IsBackground = true, Name = $"{assembly.GetName().Name} entry point" }.Start();
        return new EntryPointBuilder(await run._building.Task.WaitAsync(cancellationToken), run);
    }

    public async Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _mayBuild.TrySetResult();
        return new TestedApplication(await _built.Task.WaitAsync(cancellationToken), this);
    }

    /// <summary>Lets the entry point come to its end.</summary>
    public async Task EndAsync()
    {
        _mayBuild.TrySetCanceled();
        _over.TrySetResult();
        await Task.WhenAny(Ended, Task.Delay(EndDeadline));
    }

    public override void Creating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings) =>
        TestSettings.Apply(options, settings, _args, _assembly, _configure);

    public override void Building(IDistributedApplicationBuilder builder)
    {
        _building.TrySetResult(builder);
        _mayBuild.Task.GetAwaiter().GetResult();
    }

    public override void Built(DistributedApplication application) => _built.TrySetResult(application);

    public override Task RunAsync(DistributedApplication application, CancellationToken cancellationToken) =>
        _over.Task.WaitAsync(cancellationToken);

    private void Invoke()
    {
        Current = this;
        try
        {
            var entryPoint = _assembly.EntryPoint
                ?? throw new InvalidOperationException($"{_assembly.GetName().Name} is no program: it has no entry point to run.");
            var result = entryPoint.Invoke(
                null, BindingFlags.DoNotWrapExceptions, null, entryPoint.GetParameters().Length == 0 ? null : [_args], null);
            (result as Task)?.GetAwaiter().GetResult();
            End(null);
        }
        catch (OperationCanceledException) when (_mayBuild.Task.IsCanceled)
        {
            End(null);
        }
        catch (Exception failure)
        {
            End(failure);
        }
    }

    private void End(Exception? failure)
    {
        var reason = failure
            ?? new InvalidOperationException($"The entry point of {_assembly.GetName().Name} ended without building an application.");
        _building.TrySetException(reason);
        _built.TrySetException(reason);
        _ = (_building.Task.Exception, _built.Task.Exception);
        if (failure is null)
        {
            _ended.TrySetResult();
        }
        else
        {
            _ended.TrySetException(failure);
            _ = _ended.Task.Exception;
        }
    }
}
