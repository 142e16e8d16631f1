using DarkTower.Fixtures;
using DarkTower.LiveMigration;
using DarkTower.LiveMigration.Load;
using DarkTower.Migrator.Seeds.Scale;
using Npgsql;

namespace DarkTower.Migrator.Tests.Patterns;

public sealed class PatternTests
{
    private const int Connections = 4;

    public static TheoryData<string, int> Each()
    {
        var each = new TheoryData<string, int>();
        foreach (var pattern in Pattern.All)
        {
            each.Add(pattern.Title, 15);
            each.Add(pattern.Title, 18);
        }
        return each;
    }

    [Fact]
    public void The_document_has_a_pattern_for_each_kind_of_breaking_change() => Assert.Equal(
        [
            "Add a NOT NULL column", "Rename a column", "Change the type of a column", "Split a table", "Drop a table",
            "Add an index on a large table",
        ],
        Pattern.All.Select(pattern => pattern.Title));

    [Theory]
    [MemberData(nameof(Each))]
    public async Task Forward_back_and_forward_again_fails_no_statement_of_old_or_new_code(string title, int major)
    {
        var pattern = Pattern.All.Single(pattern => pattern.Title == title);
        Assert.Equal(pattern.Ups.Select(up => up.Stepwise), pattern.Downs.Select(down => down.Stepwise));
        await using var database = await MigratedDatabase.CreateAsync(major);
        var sizes = new ScaleSizes(5, 4_000, 20_000, RandomSeed: 1, new DateOnly(DateTime.UtcNow.Year, DateTime.UtcNow.Month, 1));
        var stage = new Stage(
            database.AdminConnectionString, sizes, new NpgsqlConnectionStringBuilder(database.AppConnectionString).Password!);
        // A clone has lost the rights on the database.
        await stage.QueryAsync("DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO darktower_owner', current_database()); END $$");
        await stage.SeedAsync();
        var rows = await RowsAsync(stage);
        await using var source = stage.AppSource(Connections);

        foreach (var (from, to) in Moves(pattern.Ups.Count))
        {
            var code = pattern.Code.Where(code => RunsIn(code, from) && RunsIn(code, to));
            var load = new OpenLoop([.. code.Select(query => Sending(source, rows, query))]);
            load.Start(requestsPerSecond: 100, Connections);
            await Wait.UntilAsync(() => load.Samples.Count() > 10, "the load");
            await PatternRunner.RunAsync(stage, from < to ? pattern.Ups[from] : pattern.Downs[to]);
            var seen = load.Samples.Count();
            await Wait.UntilAsync(() => load.Samples.Count() > seen + 20, "the load after the migration");
            await load.StopAsync();

            Assert.True(load.Failures.Count == 0,
                $"{from} to {to}: {load.Failures.Count} of {load.Samples.Count()}: {load.Failures.FirstOrDefault()}");
            foreach (var never in pattern.Never.Where(never => RunsIn(never, to)))
                Assert.Empty(await stage.QueryAsync(never.Sql));
        }
    }

    /// <summary>Up to the end, back to the beginning, up again.</summary>
    private static IEnumerable<(int From, int To)> Moves(int last)
    {
        var up = Enumerable.Range(0, last).Select(step => (step, step + 1)).ToList();
        var down = Enumerable.Range(0, last).Select(step => (last - step, last - step - 1));
        return [.. up, .. down, .. up];
    }

    private static bool RunsIn(PatternQuery query, int state) => state >= query.From && state <= query.To;

    private static Request Sending(NpgsqlDataSource source, List<string[]> rows, PatternQuery code) => new(code.Sql, async () =>
    {
        var row = rows[Random.Shared.Next(rows.Count)];
        // As parameters, so that the statements get prepared: a prepared one is what a change of the schema may break.
        var command = new NpgsqlBatchCommand(
            code.Sql.Replace(":org", "$1").Replace(":meeting", "$2").Replace(":user", "$3").Replace(":new", "$4"));
        foreach (var id in row.Select(Guid.Parse).Append(Guid.CreateVersion7()))
            command.Parameters.Add(new() { Value = id });
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand("SELECT set_config('app.org_id', $1, true)") { Parameters = { new() { Value = row[0] } } });
        batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync();
    });

    private static async Task<List<string[]>> RowsAsync(Stage stage) =>
        [.. (await stage.QueryAsync("""
            SELECT format('%s %s %s', org_id, meeting_id, created_by_user_id)
            FROM meetings
            WHERE status = 'active' AND created_by_user_id IS NOT NULL
            """)).Select(line => line.Split(' '))];
}
