using DarkTower.Migrator.Scripts;
using Npgsql;

namespace DarkTower.Migrator.Running.Stepwise;

/// <summary>
/// One statement of a stepwise run: where it runs, what counts it, its name in messages, whether what it removes may be missing.
/// </summary>
internal sealed record Step(Statement Statement, NpgsqlConnection Connection, RunProgress Run, string Name, bool Tolerant)
{
    /// <summary>
    /// A short lock_timeout would end a concurrent statement at any transaction older than it, and leave an invalid index.
    /// </summary>
    public async Task WaitLongAsync(Settings settings, CancellationToken cancellation)
    {
        await Connection.ExecuteAsync(WorkConnection.Set("lock_timeout", settings.LongLockTimeout, local: false), cancellation);
        await Connection.ExecuteAsync("SET statement_timeout = 0", cancellation);
    }

    /// <summary>Back to what the connection was opened with.</summary>
    public async Task WaitShortlyAsync(CancellationToken cancellation)
    {
        await Connection.ExecuteAsync("RESET lock_timeout", cancellation);
        await Connection.ExecuteAsync("RESET statement_timeout", cancellation);
    }
}
