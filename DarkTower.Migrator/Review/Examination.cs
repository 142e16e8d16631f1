using DarkTower.Migrator.Catalog;
using DarkTower.Migrator.Review.Hazards;
using DarkTower.Migrator.Review.Observing;
using DarkTower.Migrator.Scripts;
using Npgsql;

namespace DarkTower.Migrator.Review;

internal sealed record Examined(int Major, IReadOnlyList<Finding> Findings, IReadOnlyList<SeenStatement> Statements);

/// <summary>
/// One change on one version: up under observation, the rules of the schema on the result, down, up again with traffic beside it.
/// </summary>
internal sealed class Examination(
    ReviewServers servers, ReviewRequest request, IReadOnlyList<Statement> up, int major, CancellationToken cancellation)
{
    // Sample rows may break a constraint that real rows keep: then the change is run again without them.
    private const int MostRuns = 4;

    public async Task<Examined> RunAsync()
    {
        var leaveEmpty = new HashSet<string>();
        for (var run = 1; ; run++)
        {
            var database = await servers.CreateDatabaseAsync(major, request.Through, cancellation);
            try
            {
                if (await RunAsync(database, leaveEmpty, isLast: run == MostRuns) is { } examined)
                    return examined;
            }
            finally
            {
                await servers.DropDatabaseAsync(major, database);
            }
        }
    }

    /// <summary>Null when it has to be done again with more tables left empty.</summary>
    private async Task<Examined?> RunAsync(string database, HashSet<string> leaveEmpty, bool isLast)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellation);
        var samples = await new Surroundings(connection, request, cancellation).MakeAsync(leaveEmpty);
        var rules = await SchemaRules.FindAsync(connection, request.Conventions, cancellation);
        var start = await Surroundings.BeginAsync(connection, request, cancellation);
        var before = await State.OfAsync(connection, start, cancellation);

        var (change, again) = await ObserveAsync(connection, start);
        if (!isLast && Blamed(change.Steps, samples) is { Count: > 0 } blamed)
        {
            leaveEmpty.UnionWith(blamed);
            return null;
        }
        var findings = AllHazards.Of(change);
        if (again)
            findings.AddRange(RuleHazards.In(change, rules, await SchemaRules.FindAsync(connection, request.Conventions, cancellation)));
        var waits = new Dictionary<int, Traffic.Waits>();
        findings.AddRange(await new WayBack(connection, request, change, before, cancellation).CheckAsync(
            ran: again, upAgain: async () => waits = await UpBesideTrafficAsync(connection, database, change)));
        return new Examined(major, findings,
            [.. change.Steps.Select(step => SeenStatement.Of(change, step, waits.GetValueOrDefault(step.Statement.Number)))]);
    }

    private async Task<(Change Change, bool Ran)> ObserveAsync(NpgsqlConnection connection, LiveCatalog start)
    {
        var kept = await Shadows.KeptAsync(connection, start, cancellation);
        var run = new ObservedRun(connection, cancellation);
        var statements = up.Where(statement => !TransactionHazards.IsTransactionVerb(new StatementWords(statement.Sql))).ToList();
        var steps = request.InTransaction ? await run.InTransactionAsync(statements) : await run.OneByOneAsync(statements);
        // What the script does to its own transaction is not executed, only named.
        var nested = up.Except(statements).Select(statement => Step.NotRun(statement, start));
        var change = new Change(request.Up.Name, major, request.InTransaction, request.Conventions, start,
            [.. steps.Concat(nested).OrderBy(step => step.Statement.Number)], kept);
        return (change, steps.All(step => step.Failure is null));
    }

    /// <summary>The second time up, with a reader and a writer beside it on every table that was locked the first time.</summary>
    private async Task<Dictionary<int, Traffic.Waits>> UpBesideTrafficAsync(NpgsqlConnection connection, string database, Change change)
    {
        var tables = change.Steps.SelectMany(step => step.Locks.Keys).Where(change.IsLive).Distinct()
            .Select(id => change.Base.Relations[id]).Where(table => table.Kind is 'r' or 'p').ToList();
        await using var traffic = await Traffic.StartAsync(database, tables, cancellation);
        await new PlainRun(connection, cancellation).RunAsync(
            change.Steps.Select(step => step.Statement), request.InTransaction, traffic.Now);
        return await traffic.StopAsync();
    }

    /// <summary>Tables whose made-up rows a statement failed on.</summary>
    private static HashSet<string> Blamed(IReadOnlyList<Step> steps, IReadOnlySet<string> samples)
    {
        var failed = steps.FirstOrDefault(step => step.Failure is not null);
        return failed?.Failure?.SqlState[..2] is "22" or "23"
            ? [.. failed.Before.Relations.Values.Where(table => samples.Contains(table.Name)
                && (failed.Words.Names(table) || failed.Failure.TableName == table.BareName)).Select(table => table.Name)]
            : [];
    }
}
