using Npgsql;

namespace DarkTower.Migrator.Running;

/// <summary>Where statements of migrations run: as the owner, and with bounds on what others have to wait for.</summary>
internal static class WorkConnection
{
    public static string StringOf(Settings settings, SqlMigration migration) => StringOf(settings, migration.RunsAsOwner);

    public static async Task<NpgsqlConnection> OpenAsync(Settings settings, bool asOwner, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(StringOf(settings, asOwner));
        await connection.OpenAsync(cancellation);
        return connection;
    }

    /// <summary>For the session, or only for the transaction that is open.</summary>
    public static string Set(string name, TimeSpan value, bool local) =>
        $"SET {(local ? "LOCAL " : "")}{name} = {value.TotalMilliseconds:0}";

    private static string StringOf(Settings settings, bool asOwner) => TargetDatabase.ConnectionStringOf(settings, string.Join(' ',
    [
        $"-c lock_timeout={settings.LockTimeout.TotalMilliseconds:0}",
        $"-c statement_timeout={settings.StatementTimeout.TotalMilliseconds:0}",
        $"-c idle_in_transaction_session_timeout={settings.IdleTimeout.TotalMilliseconds:0}",
        asOwner ? "-c role=darktower_owner" : "",
    ]));
}
