using DarkTower.Migrator.Running;
using Microsoft.Extensions.Configuration;

namespace DarkTower.Migrator.Tests.Running;

public sealed class LockRetryTests
{
    [Fact]
    public async Task The_last_half_of_the_attempts_wait_long_enough_for_an_autovacuum_to_give_way()
    {
        List<double> waits = [];
        var settings = Settings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:darktower"] = "Host=none;Database=none",
            ["Migrator:LockAttempts"] = "4",
            ["Migrator:LockTimeout"] = "00:00:00.05",
        }).Build());

        await Assert.ThrowsAsync<Refusal>(() => LockRetry.RunAsync(settings, TextWriter.Null, wait =>
        {
            waits.Add(wait.TotalSeconds);
            throw new Refusal(ExitCode.LockTimeout, "locked");
        }, CancellationToken.None));

        Assert.Equal([0.05, 0.05, 1.2, 1.2], waits);
    }
}
