using System.Text.Json;
using DarkTower.Fixtures;

namespace DarkTower.Migrator.Tests.Verbs;

public sealed class ListAndPlanTests
{
    [Fact]
    public async Task List_shows_what_is_applied_pending_and_unknown_to_the_build()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await Migrate.Async(database.ConnectionString, "up", "--to", "202611200930");
        await database.ExecuteAsync("INSERT INTO migrations.applied (version, applied_on) VALUES (209901010000, now())");

        var text = await Migrate.Async(database.ConnectionString, "list");
        Assert.Matches(@"202611200930  applied  \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ  Users ", text);
        Assert.Matches(@"202611200940  pending +Meetings ", text);

        using var json = JsonDocument.Parse(await Migrate.Async(database.ConnectionString, "list", "--json"));
        var states = json.RootElement.GetProperty("migrations").EnumerateArray()
            .Select(migration => (migration.GetProperty("version").GetInt64(), migration.GetProperty("state").GetString())).ToList();
        var known = Migrate.Versions.Select(version => (version, version <= 202611200930 ? "applied" : "pending"));
        Assert.Equal(known.Append((209901010000, "unknown")), states!);
    }

    [Fact]
    public async Task List_and_plan_write_nothing_not_even_their_own_table()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var connection = await Sql.OpenAsync(database.ConnectionString);
        var before = await CatalogAndSchemasAsync();

        await Migrate.Async(database.ConnectionString, "list");
        await Migrate.Async(database.ConnectionString, "plan");

        Assert.Equal(before, await CatalogAndSchemasAsync());

        async Task<List<string>> CatalogAndSchemasAsync() =>
        [
            .. await DarkTower.Migrator.Catalog.CatalogSnapshot.OfAsync(connection),
            .. await connection.QueryAsync("SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg_t%' ORDER BY 1"),
        ];
    }

    [Fact]
    public async Task Plan_shows_exactly_the_statements_that_up_then_executes()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = await OwnDatabase.CreateAsync(server: server);
        await Migrate.Async(database.ConnectionString, "up", "--to", "202611200900");
        using var plan = JsonDocument.Parse(await Migrate.Async(database.ConnectionString, "plan", "--to", "202611200920", "--json"));
        var planned = plan.RootElement.GetProperty("pending").EnumerateArray()
            .SelectMany(step => step.GetProperty("statements").EnumerateArray())
            .Select(statement => statement.GetProperty("sql").GetString()!).ToList();
        Assert.Contains("ALTER TABLE public.organizations FORCE ROW LEVEL SECURITY", planned);
        // The server itself keeps the text of every DDL command.
        await database.ExecuteAsync("""
            CREATE SCHEMA seen;
            CREATE TABLE seen.commands (id int GENERATED ALWAYS AS IDENTITY, sql text);
            CREATE FUNCTION seen.keep() RETURNS event_trigger SECURITY DEFINER LANGUAGE plpgsql AS $$
                BEGIN INSERT INTO seen.commands (sql) VALUES (current_query()); END $$;
            CREATE EVENT TRIGGER keep ON ddl_command_start EXECUTE FUNCTION seen.keep();
            """);

        await Migrate.Async(database.ConnectionString, "up", "--to", "202611200920");

        Assert.Equal(planned, await Sql.QueryAsync(database.ConnectionString, "SELECT sql FROM seen.commands ORDER BY id"));
        Assert.Equal("nothing to do", await Migrate.Async(database.ConnectionString, "plan", "--to", "202611200920"));
        Assert.StartsWith("-- 202611200930 Users: ", await Migrate.Async(database.ConnectionString, "plan"));
    }
}
