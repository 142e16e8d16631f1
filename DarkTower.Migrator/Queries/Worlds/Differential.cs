using DarkTower.Migrator.Queries.Plans;
using Npgsql;

namespace DarkTower.Migrator.Queries.Worlds;

/// <param name="Faults"><c>leaks</c>, <c>null-claimed</c> and <c>error</c>.</param>
/// <param name="Notes">What no run has shown: the statement is right as far as it goes.</param>
/// <param name="Runs">With how many arguments it was tried.</param>
internal sealed record Comparison(IReadOnlyList<Fault> Faults, IReadOnlyList<string> Notes, int Runs);

/// <summary>
/// Runs a statement under row security and without, on rows of many tenants: whoever sees a difference has found a place where the
/// statement leans on row security instead of saying whose rows it means.
/// </summary>
/// <param name="superuser">To a database filled by <see cref="TwinWorlds"/>; everything is rolled back.</param>
/// <param name="catalog">Of that database.</param>
internal sealed class Differential(NpgsqlConnection superuser, PlanCatalog catalog)
{
    private const string OtherPlan = """
        SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off;
        SET LOCAL enable_bitmapscan = off; SET LOCAL enable_nestloop = off
        """;

    private readonly WorldSample _sample = new(superuser);

    /// <exception cref="InvalidOperationException">An execution disproves the facts: the analysis is wrong.</exception>
    public async Task<Comparison> CompareAsync(
        string query, StatementText statement, StatementFacts facts, CancellationToken cancellation)
    {
        List<Argument> arguments = [];
        var touched = facts.Writes.Union(facts.Tables).ToList();
        foreach (var (parameter, number) in facts.Parameters.Select((parameter, number) => (parameter, number)))
            arguments.Add(await Argument.OfAsync(parameter, number, touched, _sample, cancellation));
        var seen = new FactCheck(query, statement.Role, facts, Execution.IsOrdered(statement.Sql));
        var scenes = 0;
        foreach (var scene in Scene.All.Where(scene => scene.Tables.All(touched.Contains)))
        {
            // What was rolled back lies in the tables, and each further run would read past it.
            if (scenes++ > 0)
                await VacuumAsync(cancellation);
            try
            {
                if (await PlayAsync(scene, new ArgumentSearch(statement, facts, arguments, _sample), seen, cancellation))
                    break;
            }
            catch (PostgresException error) when (scene != Scene.AsMade && error.SqlState == PostgresErrorCodes.UndefinedTable)
            {
                break; // another schema than the project's has no scenes
            }
            catch (PostgresException error)
            {
                return new Comparison([new Fault("error", "", error.MessageText)], [], 0);
            }
        }
        if (scenes > 1)
            await VacuumAsync(cancellation);
        return seen.Result();

        async Task<bool> PlayAsync(Scene scene, ArgumentSearch search, FactCheck seen, CancellationToken cancellation)
        {
            await using var execution = await Execution.BeginAsync(superuser, statement, facts, scene, cancellation);
            await foreach (var trial in search.TrialsAsync(cancellation))
            {
                var tenant = statement.Tenancy is Tenancy.Global or Tenancy.Across ? "" : RowAt.OrgId(trial.Org);
                var sent = search.Sent(trial);
                var guarded = await execution.RunAsync(execution.Guarded, tenant, sent, cancellation);
                search.Saw(trial, guarded);
                seen.Add(guarded);
                if (seen.IsRefused)
                    return true;
                if (statement.Tenancy == Tenancy.Across)
                    continue;
                var unguarded = await execution.RunAsync(TwinWorlds.Unguarded, tenant, sent, cancellation);
                if (guarded.Against(unguarded, seen.IsOrdered) is { } difference
                    && await IsOfTenantsAsync(execution, tenant, sent, guarded, unguarded, seen.IsOrdered, cancellation))
                {
                    seen.Add(await LeakAsync(execution, facts, tenant, sent, guarded, seen.IsOrdered, difference, cancellation));
                    return true;
                }
            }
            return seen.IsComplete;
        }
    }

    /// <summary>
    /// Where a run gives other values for itself, as with a clock or random numbers, or with another plan, as when rows are equal in what
    /// they are ordered by, only counts can tell.
    /// </summary>
    private static async Task<bool> IsOfTenantsAsync(
        Execution execution, string tenant, IReadOnlyList<string?> sent, Observation guarded, Observation unguarded, bool isOrdered,
        CancellationToken cancellation)
    {
        var again = await execution.RunAsync(execution.Guarded, tenant, sent, cancellation, OtherPlan);
        return guarded.Against(again, isOrdered) is null || guarded.Counts.Against(unguarded.Counts, isOrdered: false) is not null;
    }

    /// <summary>The tables whose rows make the difference: row security goes from one after the other.</summary>
    private async Task<Fault> LeakAsync(
        Execution execution, StatementFacts facts, string tenant, IReadOnlyList<string?> sent, Observation guarded, bool isOrdered,
        string difference, CancellationToken cancellation)
    {
        var from = "";
        foreach (var table in facts.Tables.Concat(facts.Writes).Distinct().Where(catalog.IsGuarded))
        {
            var open = await execution.RunAsync(
                execution.Guarded, tenant, sent, cancellation, $"ALTER TABLE {WorldTable.Quote(table)} DISABLE ROW LEVEL SECURITY");
            if (open.Against(guarded, isOrdered) is null)
                continue;
            from = table;
            break;
        }
        var of = from == "" ? "" : $" of {from}";
        return new Fault(
            "leaks", from, $"Only row security keeps the rows{of} of other tenants out: without it, the statement {difference}.");
    }

    private async Task VacuumAsync(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("VACUUM", superuser);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
