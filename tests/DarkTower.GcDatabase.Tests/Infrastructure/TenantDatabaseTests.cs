using DarkTower.Fixtures;
using DarkTower.GcDatabase.Infrastructure;
using Npgsql;

namespace DarkTower.GcDatabase.Tests.Infrastructure;

/// <summary>A pool of one that is never reset: whatever an operation left behind, the next would see.</summary>
public sealed class TenantDatabaseTests : IAsyncLifetime
{
    private static readonly Statement Whose = new("Whose", "none", "SELECT current_setting('app.org_id', true)");
    private static readonly Statement Fails = new("Fails", "none", "SELECT 1 / (length(current_setting('app.org_id', true)) - 36)");
    private static readonly Statement Slow = new("Slow", "none", "SELECT pg_sleep(60)::text");
    private static readonly Statement Dies = new("Dies", "none", "SELECT pg_terminate_backend(pg_backend_pid())::text");

    private readonly OrgId _org = new(Guid.NewGuid());
    private MigratedDatabase? _migrated;
    private NpgsqlDataSource? _source;
    private TenantDatabase? _database;

    public async Task InitializeAsync()
    {
        _migrated = await MigratedDatabase.CreateAsync();
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_migrated.AppConnectionString)
        {
            MaxPoolSize = 1, NoResetOnClose = true, Enlist = false, MaxAutoPrepare = 20, AutoPrepareMinUsages = 2,
        });
        _database = new TenantDatabase(_source);
    }

    [Fact]
    public async Task The_tenant_is_set_for_the_operation_and_gone_after_success()
    {
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal([_org.ToString()], await _database!.QueryAsync(_org, Whose, row => row.GetString(0), default));
            await NothingIsLeftAsync();
        }
    }

    [Fact]
    public async Task The_tenant_is_gone_after_an_error()
    {
        await Assert.ThrowsAsync<PostgresException>(() => _database!.QueryAsync(_org, Fails, row => row.GetInt32(0), default));

        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task The_tenant_is_gone_after_a_reader_that_throws()
    {
        await Assert.ThrowsAsync<FormatException>(() => _database!.QueryAsync<int>(_org, Whose, _ => throw new FormatException(), default));

        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task The_tenant_is_gone_after_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        var running = _database!.QueryAsync(_org, Slow, row => row.GetString(0), cancellation.Token);
        await Wait.UntilAsync(async () => await RunningAsync("pg_sleep"), "the statement running");

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task The_tenant_is_gone_after_the_server_cancels_a_statement_that_takes_too_long()
    {
        await using var impatient = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(_source!.ConnectionString) { Password = Password, Options = "-c statement_timeout=50" });

        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => new TenantDatabase(impatient).QueryAsync(_org, Slow, row => row.GetString(0), default));

        Assert.Equal(PostgresErrorCodes.QueryCanceled, refused.SqlState);
        await NothingIsLeftAsync(impatient);
    }

    [Fact]
    public async Task The_tenant_is_gone_with_a_backend_that_dies()
    {
        await Assert.ThrowsAsync<PostgresException>(() => _database!.QueryAsync(_org, Dies, row => row.GetString(0), default));

        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Without_a_tenant_row_security_shows_and_takes_nothing()
    {
        var statement = new Statement("Count", "organizations", "SELECT count(*) FROM organizations");
        await using (var admin = NpgsqlDataSource.Create(_migrated!.AdminConnectionString))
        await using (var insert = admin.CreateCommand(
            $"INSERT INTO organizations (org_id, subdomain, display_name) VALUES ('{_org}', 'acme', 'Acme')"))
            await insert.ExecuteNonQueryAsync();

        Assert.Equal([1L], await _database!.QueryAsync(_org, statement, row => row.GetInt64(0), default));
        Assert.Equal([0L], await _database.QueryGlobalAsync(statement, row => row.GetInt64(0), default));
        Assert.Equal([0L], await _database.QueryAsync(new OrgId(Guid.NewGuid()), statement, row => row.GetInt64(0), default));
    }

    public async Task DisposeAsync()
    {
        if (_source is not null) await _source.DisposeAsync();
        if (_migrated is not null) await _migrated.DisposeAsync();
    }

    private string? Password => new NpgsqlConnectionStringBuilder(_migrated!.AppConnectionString).Password;

    private async Task NothingIsLeftAsync(NpgsqlDataSource? source = null)
    {
        await using var command = (source ?? _source!).CreateCommand("SELECT coalesce(current_setting('app.org_id', true), '')");
        Assert.Equal("", await command.ExecuteScalarAsync());
    }

    private async Task<bool> RunningAsync(string text)
    {
        await using var admin = new NpgsqlConnection(_migrated!.AdminConnectionString);
        await admin.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT EXISTS (SELECT FROM pg_stat_activity
                WHERE datname = current_database() AND usename = 'darktower_app' AND state = 'active' AND query LIKE '%' || $1 || '%')
            """,
            admin) { Parameters = { new() { Value = text } } };
        return (bool)(await command.ExecuteScalarAsync())!;
    }
}
