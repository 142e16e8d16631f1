using Npgsql;

namespace DarkTower.Migrator.Running;

/// <summary>The versions a database has, with the time each came.</summary>
internal sealed record Applied(IReadOnlyDictionary<long, DateTime> On)
{
    public IEnumerable<long> Versions => On.Keys.Order();

    public bool Contains(long version) => On.ContainsKey(version);
}

/// <summary>The control connection: looks, locks and sets passwords. Migrations run on connections of their own.</summary>
internal sealed class TargetDatabase : IAsyncDisposable
{
    private TargetDatabase(NpgsqlConnection connection) => Connection = connection;

    public NpgsqlConnection Connection { get; }

    public static async Task<TargetDatabase> OpenAsync(Settings settings, CancellationToken cancellation, bool readOnly = false)
    {
        var options = readOnly ? "-c default_transaction_read_only=on" : "";
        var target = new TargetDatabase(new NpgsqlConnection(ConnectionStringOf(settings, options)));
        try
        {
            await target.Connection.OpenAsync(cancellation);
            var version = target.Connection.PostgreSqlVersion;
            if (version.Major < 15)
                throw new Refusal(ExitCode.Usage, $"The server is PostgreSQL {version}; 15 or later is needed.");
            await target.RefuseWrongRoleAsync(cancellation);
            return target;
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
    }

    /// <summary>The given string with what every connection of ours needs. Details are left out since they quote rows.</summary>
    public static string ConnectionStringOf(Settings settings, string options) =>
        new NpgsqlConnectionStringBuilder(settings.Connection.ConnectionString)
        {
            ApplicationName = "darktower-migrator",
            Pooling = false,
            Enlist = false,
            IncludeErrorDetail = false,
            CommandTimeout = 0,
            KeepAlive = 30,
            // A migrator that was killed must not leave its statement running.
            Options = $"{settings.Connection.Options} -c client_connection_check_interval=1s {options}".Trim(),
        }.ConnectionString;

    public async Task<Applied> AppliedAsync(CancellationToken cancellation)
    {
        var applied = new Dictionary<long, DateTime>();
        // FluentMigrator makes the table in steps, and a killed run may have left it without this column.
        const string Exists =
            "SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass('migrations.applied') AND attname = 'applied_on')";
        await using var exists = new NpgsqlCommand(Exists, Connection);
        if (await exists.ExecuteScalarAsync(cancellation) is not true)
            return new Applied(applied);
        await using var command = new NpgsqlCommand("SELECT version, applied_on FROM migrations.applied", Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            applied[reader.GetInt64(0)] = reader.GetDateTime(1);
        return new Applied(applied);
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    private async Task RefuseWrongRoleAsync(CancellationToken cancellation)
    {
        const string MayMigrate = """
            SELECT rolname, rolsuper OR EXISTS (
                SELECT FROM pg_roles AS owner WHERE owner.rolname = 'darktower_owner' AND pg_has_role(me.oid, owner.oid, 'MEMBER'))
            FROM pg_roles AS me
            WHERE rolname = current_user
            """;
        await using var command = new NpgsqlCommand(MayMigrate, Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        if (!reader.GetBoolean(1))
        {
            throw new Refusal(ExitCode.InsufficientPrivilege,
                $"Role '{reader.GetString(0)}' may not change the schema; connect as a superuser or as darktower_migrator.");
        }
    }
}
