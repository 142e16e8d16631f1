using DarkTower.Fixtures;
using DarkTower.Migrator.Running;
using FluentMigrator;
using FluentMigrator.Runner;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DarkTower.Migrator.Tests.Running;

/// <summary>What the Migrator relies on in FluentMigrator, stand-in or real: the same tests hold for both.</summary>
public sealed class FluentMigratorTests
{
    [Migration(1, "a table")]
    public sealed class Plain() : Statements("CREATE TABLE plain (id int)");

    [Migration(2, "fails at its second statement")]
    public sealed class Failing() : Statements("CREATE TABLE failing (id int)", "SELECT 1 / 0");

    [Migration(3, TransactionBehavior.None, "fails at its second statement, with no transaction")]
    public sealed class FailingAlone() : Statements("CREATE TABLE failing_alone (id int)", "SELECT 1 / 0");

    [Migration(4, TransactionBehavior.None, "an index without blocking")]
    public sealed class Concurrent() : Statements("CREATE TABLE busy (id int)", "CREATE INDEX CONCURRENTLY busy_idx ON busy (id)");

    [Migration(5, TransactionBehavior.None, "two statements in one command")]
    public sealed class TwoInOne() : Statements("CREATE TABLE two (id int); CREATE INDEX CONCURRENTLY two_idx ON two (id)");

    [Migration(6, "text that looks like a placeholder, 'quoted'")]
    public sealed class Braces() : Statements("CREATE TABLE braces (id text DEFAULT '{0} {x} @p $(token) {{')");

    [Migration(7, "session and transaction")]
    public sealed class Session() : Statements(
        "CREATE TABLE session AS SELECT pg_backend_pid() AS pid", "INSERT INTO session SELECT pg_backend_pid()");

    public abstract class Statements(params string[] statements) : Migration
    {
        public override void Up()
        {
            foreach (var statement in statements)
                Execute.Sql(statement);
        }

        public override void Down() => Execute.Sql("DROP TABLE IF EXISTS plain");
    }

    [Fact]
    public async Task Each_migration_has_one_connection_and_one_transaction_and_leaves_a_row()
    {
        await using var database = await OwnDatabase.CreateAsync();
        Run(database, runner => Apply(runner, 1, 6, 7));

        Assert.Equal(["1 a table", "6 text that looks like a placeholder, 'quoted'", "7 session and transaction"],
            await database.QueryAsync("SELECT version || ' ' || description FROM migrations.applied ORDER BY version"));
        Assert.Equal(["1"], await database.QueryAsync("SELECT count(DISTINCT pid) FROM session"));
        Assert.Equal(["'{0} {x} @p $(token) {{'::text"], await database.QueryAsync("SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef"));
        Assert.Equal(["True"], await database.QueryAsync(
            "SELECT abs(extract(epoch FROM (now() AT TIME ZONE 'UTC') - max(applied_on))) < 60 FROM migrations.applied"));
    }

    [Fact]
    public async Task A_failing_migration_is_rolled_back_and_one_without_a_transaction_keeps_what_was_done()
    {
        await using var database = await OwnDatabase.CreateAsync();
        Task<List<string>> TablesAsync() => database.QueryAsync("SELECT relname FROM pg_class WHERE relname LIKE 'failing%'");

        var error = Assert.ThrowsAny<Exception>(() => Run(database, runner => Apply(runner, 2)));
        Assert.Equal((typeof(Exception), "22012"), (error.GetType(), (error.InnerException as PostgresException)?.SqlState));
        Assert.Contains("SELECT 1 / 0", error.Message);
        Assert.Empty(await TablesAsync());

        Assert.ThrowsAny<Exception>(() => Run(database, runner => Apply(runner, 3)));
        Assert.Equal(["failing_alone"], await TablesAsync());
        Assert.Empty(await database.QueryAsync("SELECT version FROM migrations.applied"));
    }

    [Fact]
    public async Task An_index_is_built_concurrently_when_it_is_alone_in_its_command()
    {
        await using var database = await OwnDatabase.CreateAsync();

        Run(database, runner => Apply(runner, 4));
        var error = Assert.ThrowsAny<Exception>(() => Run(database, runner => Apply(runner, 5)));

        Assert.Equal("25001", (error.InnerException as PostgresException)?.SqlState);
        Assert.Equal(["True"], await database.QueryAsync("SELECT indisvalid FROM pg_index WHERE indexrelid = 'busy_idx'::regclass"));
    }

    [Fact]
    public async Task The_list_of_applied_migrations_is_read_once_a_scope()
    {
        await using var database = await OwnDatabase.CreateAsync();
        Task<List<string>> TableAsync() => database.QueryAsync("SELECT relname FROM pg_class WHERE relname = 'plain'");
        Run(database, runner => Apply(runner, 1));

        Run(database, runner =>
        {
            Apply(runner, 1);
            runner.ApplyMigrationDown(runner.MigrationLoader.LoadMigrations()[1], useTransaction: true);
            Apply(runner, 1);
        });
        Assert.Empty(await TableAsync());

        Run(database, runner => Apply(runner, 1));
        Assert.NotEmpty(await TableAsync());
    }

    private static void Apply(MigrationRunner runner, params long[] versions)
    {
        foreach (var version in versions)
        {
            var migration = runner.MigrationLoader.LoadMigrations()[version];
            runner.ApplyMigrationUp(migration, migration.TransactionBehavior == TransactionBehavior.Default);
        }
    }

    private static void Run(OwnDatabase database, Action<MigrationRunner> work)
    {
        using var services = new ServiceCollection()
            .AddFluentMigratorCore()
            .ConfigureRunner(runner => runner
                .AddPostgres15_0()
                .WithGlobalConnectionString(database.ConnectionString)
                .WithVersionTable(new AppliedTable())
                .ScanIn(typeof(FluentMigratorTests).Assembly).For.Migrations())
            .BuildServiceProvider();
        using var scope = services.CreateScope();
        work((MigrationRunner)scope.ServiceProvider.GetRequiredService<IMigrationRunner>());
    }
}
