using DarkTower.Fixtures;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.GcDatabase.Tests.Harness;
using DarkTower.Queries;
using Npgsql;

namespace DarkTower.GcDatabase.Tests.Infrastructure;

/// <summary>A pool of one that is never reset: whatever a query left behind, the next would see.</summary>
public sealed class TenantSettingTests : IAsyncLifetime
{
    private readonly OrgId _org = new(Guid.NewGuid());
    private MigratedDatabase? _migrated;
    private NpgsqlDataSource? _source;
    private Database? _database;

    public async Task InitializeAsync()
    {
        _migrated = await MigratedDatabase.CreateAsync();
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_migrated.AppConnectionString)
        {
            MaxPoolSize = 1, NoResetOnClose = true, Enlist = false, MaxAutoPrepare = 20, AutoPrepareMinUsages = 2,
        });
        _database = DatabaseOf.Source(_source);
    }

    [Fact]
    public async Task The_tenant_is_set_for_the_query_and_gone_after_success()
    {
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal((_org.ToString(), _org.Value), await TestQueries.WhoseAsync(_database!, _org, default));
            await NothingIsLeftAsync();
        }
    }

    [Fact]
    public async Task The_tenant_is_gone_after_an_error()
    {
        await Assert.ThrowsAsync<PostgresException>(() => TestQueries.FailAsync(_database!, _org, default));

        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task The_tenant_is_gone_after_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        var running = TestQueries.SleepAsync(_database!, _org, cancellation.Token);
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
            () => TestQueries.SleepAsync(DatabaseOf.Source(impatient), _org, default));

        Assert.Equal(PostgresErrorCodes.QueryCanceled, refused.SqlState);
        await NothingIsLeftAsync(impatient);
    }

    [Fact]
    public async Task The_tenant_is_gone_with_a_backend_that_dies()
    {
        await Assert.ThrowsAsync<PostgresException>(() => TestQueries.DieAsync(_database!, _org, default));

        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Another_tenant_sees_and_takes_nothing()
    {
        await using (var admin = NpgsqlDataSource.Create(_migrated!.AdminConnectionString))
        await using (var insert = admin.CreateCommand(
            $"INSERT INTO organizations (org_id, subdomain, display_name) VALUES ('{_org}', 'acme', 'Acme')"))
            await insert.ExecuteNonQueryAsync();

        Assert.Equal(1, await TestQueries.CountOrgsAsync(_database!, _org, default));
        Assert.Equal(0, await TestQueries.CountOrgsAsync(_database!, new OrgId(Guid.NewGuid()), default));
        Assert.Equal(1, await TestQueries.InsertUserAsync(_database!, _org, new UserId(Guid.NewGuid()), "a@b.c", default));
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
