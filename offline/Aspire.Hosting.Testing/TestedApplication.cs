namespace Aspire.Hosting.Testing;

/// <summary>
/// The AppHost's application in a test's hands: what fails in the entry point fails the start, and disposal ends the entry point too.
/// </summary>
internal sealed class TestedApplication(DistributedApplication application, EntryPointRun run) : DistributedApplication(application)
{
    public override async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (run.Ended.IsFaulted)
        {
            await run.Ended;
        }

        await base.StartAsync(cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        // A test that only disposes leaves nothing running either.
        await StopAsync();
        await run.EndAsync();
        await base.DisposeAsync();
    }
}
