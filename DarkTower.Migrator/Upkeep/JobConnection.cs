using DarkTower.Migrator.Running;
using Npgsql;

namespace DarkTower.Migrator.Upkeep;

/// <summary>
/// The connection of a job that reaches across tenants: as darktower_jobs, whatever the login, so that its policies hold.
/// </summary>
internal static class JobConnection
{
    // "DarkTowr" in ASCII is the migrators'; this one ends in j.
    private const long RetainKey = 0x4461726b546f776a;

    public static async Task<NpgsqlConnection> OpenAsync(Settings settings, CancellationToken cancellation)
    {
        var options = $"-c role=darktower_jobs -c lock_timeout={settings.LockTimeout.TotalMilliseconds:0}"
            + $" -c idle_in_transaction_session_timeout={settings.IdleTimeout.TotalMilliseconds:0}";
        var connection = new NpgsqlConnection(TargetDatabase.ConnectionStringOf(settings, options));
        try
        {
            await connection.OpenAsync(cancellation);
            // The last of the tables and rights that retention needs.
            const string Migrated = """
                SELECT to_regclass('public.meetings') IS NOT NULL
                    AND has_table_privilege('darktower_jobs', to_regclass('public.audit_logs'), 'INSERT')
                """;
            return await connection.ValueAsync(Migrated, cancellation) is true
                ? connection
                : throw new Refusal(ExitCode.NotMigrated, "The database is not migrated; run `up` first.");
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.InsufficientPrivilege)
        {
            await connection.DisposeAsync();
            throw new Refusal(ExitCode.InsufficientPrivilege,
                $"Role '{settings.Connection.Username}' may not act as darktower_jobs; "
                + "connect as darktower_jobs or as a superuser.", error);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.InvalidParameterValue)
        {
            await connection.DisposeAsync();
            throw new Refusal(ExitCode.NotMigrated, "The database has no role darktower_jobs; run `up` first.", error);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>False when another one is at work; nothing is waited for.</summary>
    public static async Task<bool> TryLockAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        await connection.ValueAsync("SELECT pg_try_advisory_lock($1)", cancellation, RetainKey) is true;
}
