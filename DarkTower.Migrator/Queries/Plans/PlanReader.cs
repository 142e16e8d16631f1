using DarkTower.Migrator.Queries.Worlds;
using Npgsql;

namespace DarkTower.Migrator.Queries.Plans;

/// <summary>
/// Asks for the plan of a statement under row security, and without it to see what row security costs. Nothing is executed.
/// </summary>
/// <param name="superuser">To a database with <see cref="TwinWorlds"/>: a role is taken for each plan and given back.</param>
/// <param name="catalog">Of that database.</param>
/// <param name="tenantTables">The tables that no statement may scan.</param>
internal sealed class PlanReader(NpgsqlConnection superuser, PlanCatalog catalog, IReadOnlyCollection<string> tenantTables)
{
    private const string Tenant = "org_id";

    // Generic: no argument is looked at, as for a statement prepared long ago. Without sequential scans, a scan that is left is one that no
    // index can spare. With nested loops alone each relation is reached by the most it can be asked for, which is what a large table would
    // be; whether a hash would be cheaper depends on rows and version. Pruning at the start of a plan would hide partitions from NULL
    // arguments. Bitmaps, skip scans (18) and parallel workers change costs, hardly ever the condition.
    private const string Settings = """
        SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off;
        SET LOCAL enable_mergejoin = off; SET LOCAL enable_partition_pruning = off; SET LOCAL max_parallel_workers_per_gather = 0;
        SET LOCAL jit = off
        """;

    public async Task<PlanFacts> ReadAsync(StatementText statement, StatementFacts facts, CancellationToken cancellation)
    {
        var types = string.Join(", ", facts.Parameters.Select(parameter => parameter.Type));
        var nulls = string.Join(", ", facts.Parameters.Select(_ => "NULL"));
        var prepare = $"PREPARE describe_plan{(types == "" ? "" : $" ({types})")} AS {statement.Sql}";
        var explain = $"EXPLAIN (FORMAT JSON, VERBOSE, COSTS OFF) EXECUTE describe_plan{(nulls == "" ? "" : $" ({nulls})")}";
        await ExecuteAsync($"BEGIN; {Settings}", cancellation);
        try
        {
            await ExecuteAsync(prepare, cancellation);
            var guarded = await ScansAsync(statement.Role, explain, statement.Sql, cancellation);
            var unguarded = await ScansAsync(TwinWorlds.Unguarded, explain, statement.Sql, cancellation);
            return new PlanFacts(
                [.. guarded.Select(scan => scan.Line)],
                [.. guarded.Select(scan => scan.Index).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
                [.. guarded.SelectMany(scan => Faults(scan, unguarded, LeakyKeys(scan, statement.Sql, facts.Leaky)))
                    .DistinctBy(fault => (fault.Rule, fault.At))]);
        }
        catch (PostgresException error)
        {
            return new PlanFacts([], [], [new Fault("error", "", error.MessageText)]);
        }
        finally
        {
            await ExecuteAsync("ROLLBACK; DEALLOCATE ALL", cancellation);
        }
    }

    private async Task<IReadOnlyList<PlanScan>> ScansAsync(string role, string explain, string sql, CancellationToken cancellation)
    {
        await ExecuteAsync($"SET LOCAL ROLE {role}", cancellation);
        await using var command = new NpgsqlCommand(explain, superuser);
        return PlanTree.Scans((string)(await command.ExecuteScalarAsync(cancellation))!, sql, catalog);
    }

    private IEnumerable<Fault> Faults(PlanScan scan, IReadOnlyList<PlanScan> unguarded, IReadOnlySet<string> leaky)
    {
        if (!tenantTables.Contains(scan.Table))
            yield break;
        if (scan.Index is null)
            yield return new Fault("scan", scan.At, $"The rows of {scan.Table} are found by reading all of the table: no index fits.");
        else if (scan.ReadsAll)
            yield return new Fault("scan", scan.At, $"The rows of {scan.Table} are found by reading all of {scan.Index}.");
        else if (!scan.Columns.Contains(Tenant))
            yield return new Fault(
                "index-without-org", scan.At, $"{scan.Index} is searched without {Tenant}, through the rows of every tenant.");
        foreach (var free in unguarded.Where(free => free.At == scan.At && free.Index is not null))
        {
            // Plans also differ by cost: only what may not be tried before row security is lost by it.
            var lost = free.Columns.Where(key => key != Tenant && !scan.Columns.Contains(key) && leaky.Contains(key.Trim('"'))).ToList();
            if (lost.Count > 0)
            {
                yield return new Fault(
                    "not-leakproof", scan.At, $"Under row security the condition on {string.Join(", ", lost)} cannot use "
                    + $"{free.Index}, since its operator or function is not leakproof: it is tried on every row of the tenant.");
            }
        }
    }

    // What stands in a view may have a name there that the SQL does not say; a plan's line has the table's then.
    private static HashSet<string> LeakyKeys(PlanScan scan, string sql, IReadOnlyList<LeakyCondition> leaky) =>
        [.. leaky.Where(one => one.Table == scan.Table && scan.Alias == (PlanTree.Says(sql, one.Alias) ? one.Alias : one.Table))
            .Select(one => one.Key)];

    private async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, superuser);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
