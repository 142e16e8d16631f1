using System.Threading.Channels;
using DarkTower.Migrator.Catalog;
using DarkTower.Migrator.Queries.Analysis;
using DarkTower.Migrator.Queries.Locks;
using DarkTower.Migrator.Queries.Plans;
using DarkTower.Migrator.Queries.Worlds;
using DarkTower.Migrator.Scratch;
using DarkTower.Queries.Source;
using DarkTower.Queries.Sql;
using Npgsql;

namespace DarkTower.Migrator.Queries;

/// <summary>
/// Describes queries on a migrated scratch database: the server analyses each statement and plans it, and it is run on the rows of tenants
/// that share their ids.
/// </summary>
internal sealed class Describer : IAsyncDisposable
{
    private readonly NpgsqlConnection _superuser;
    private readonly SemaphoreSlim _superuserIsFree = new(1);
    private readonly IReadOnlyList<NpgsqlConnection> _runs;
    private readonly Channel<Differential> _differentials = Channel.CreateUnbounded<Differential>();
    private readonly PlanReader _plans;

    private Describer(NpgsqlConnection superuser, IReadOnlyList<NpgsqlConnection> runs, PlanCatalog catalog)
    {
        (_superuser, _runs) = (superuser, runs);
        _plans = new PlanReader(superuser, catalog, Conventions.Project.TenantTables);
        foreach (var run in runs)
            _differentials.Writer.TryWrite(new Differential(run, catalog));
    }

    /// <param name="server">To make databases on.</param>
    /// <param name="database">A migrated scratch database without rows, as superuser; it is filled, and the plans are asked for there.</param>
    /// <param name="cancellation">Stops the filling.</param>
    /// <remarks>
    /// Statements are run in copies, on two of them at a time. What is run leaves dead rows behind, also when it is rolled back, and a plan
    /// depends on the size of its tables.
    /// </remarks>
    public static async Task<Describer> CreateAsync(ScratchServer server, string database, CancellationToken cancellation)
    {
        await using (var filling = await OpenAsync(database, cancellation))
            await TwinWorlds.FillAsync(filling, cancellation);
        List<NpgsqlConnection> runs = [];
        for (var copy = 0; copy < 2; copy++)
        {
            var name = new NpgsqlConnectionStringBuilder(database).Database;
            runs.Add(await OpenAsync(await server.CreateDatabaseAsync(name, cancellation), cancellation));
        }
        var superuser = await OpenAsync(database, cancellation);
        return new Describer(superuser, runs, await PlanCatalog.ReadAsync(superuser, cancellation));
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    /// <param name="project">Its queries.</param>
    /// <param name="schema">Hash of the migrations.</param>
    /// <param name="say">Receives what no run could show.</param>
    /// <param name="cancellation">Stops between two statements.</param>
    public async Task<LockDocument> DescribeAsync(
        ProjectQueries project, string schema, Action<string> say, CancellationToken cancellation)
    {
        var described = await Task.WhenAll(project.Queries.Select(query => DescribeAsync(query, project, cancellation)));
        foreach (var (query, notes) in described)
            foreach (var note in notes)
                say($"{query.Name}: {note}");
        var queries = described.Select(each => each.Query).ToList();
        var constraints = await Constraints.ReadAsync(_superuser, cancellation);
        return new LockDocument(schema, await ListsAsync(queries, cancellation), constraints.Known(
            project.Queries.Zip(queries).SelectMany(pair => pair.First.Violations.Select(name =>
                (name, pair.Second.Statements.SelectMany(statement => statement.Facts.Writes))))), [], queries);
    }

    /// <summary>The indexes that none of these queries uses and no constraint needs.</summary>
    public async Task<IReadOnlyList<string>> UnusedIndexesAsync(IEnumerable<LockDocument> documents, CancellationToken cancellation) =>
        (await IndexUse.ReadAsync(
            _superuser, documents.SelectMany(document => document.Queries).Select(query => (query.Name, IndexesOf(query))),
            cancellation)).Unused;

    public async ValueTask DisposeAsync()
    {
        await _superuser.DisposeAsync();
        foreach (var run in _runs)
            await run.DisposeAsync();
        _superuserIsFree.Dispose();
    }

    /// <summary>The value lists that these queries' columns and arguments have.</summary>
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ListsAsync(
        IReadOnlyList<LockedQuery> queries, CancellationToken cancellation)
    {
        var facts = queries.SelectMany(query => query.Statements).Select(statement => statement.Facts).ToList();
        var named = facts.SelectMany(fact => (fact.Columns ?? []).Select(column => column.Check))
            .Concat(facts.SelectMany(fact => fact.Parameters.Select(parameter => parameter.Check))).ToHashSet();
        var lists = await ValueLists.ReadAsync(_superuser, cancellation);
        return lists.Where(list => named.Contains(list.Key)).ToDictionary();
    }

    internal static StatementText TextOf(QuerySource query, ProjectQueries project, int index)
    {
        var positional = query.Positional(index, project.TenantIdTypes);
        var tenant = query.TenantParameter(project.TenantIdTypes);
        // Only a statement that names the tenant has it as $1; in any other, $1 is some argument.
        var named = tenant is not null && positional.Parameters.FirstOrDefault() == Names.Snake(tenant);
        return new StatementText(positional.Sql, positional.Parameters, (query.Kind, query.Role) switch
        {
            (QueryKind.Global, null) => Tenancy.Global,
            (QueryKind.Global, _) => Tenancy.Across,
            _ => named ? Tenancy.Argument : Tenancy.Setting,
        }, RoleOf(query));
    }

    private static string RoleOf(QuerySource query) => query.Role ?? StatementText.ServiceRole;

    private async Task<(LockedQuery Query, IReadOnlyList<string> Notes)> DescribeAsync(
        QuerySource query, ProjectQueries project, CancellationToken cancellation)
    {
        List<LockedStatement> statements = [];
        List<string> notes = [];
        for (var index = 0; index < query.Statements.Count; index++)
        {
            var described = await DescribeAsync(query.Name, TextOf(query, project, index), notes, cancellation);
            if (index == 0 && query.TenantFrom is { } from)
            {
                var lookUp = PositionalSql.Of(from.Value, null);
                described = described.With(await DescribeAsync(
                    query.Name, new StatementText(lookUp.Sql, lookUp.Parameters, Tenancy.Global, RoleOf(query)), notes, cancellation));
            }
            statements.Add(described.Locked(query.Hash(index)));
        }
        return (new LockedQuery(query.Name, project.InFolder(query), statements), notes);
    }

    private async Task<Described> DescribeAsync(string query, StatementText statement, List<string> notes, CancellationToken cancellation)
    {
        var (facts, plan) = await AnalyseAsync(statement, cancellation);
        // What touches no table shows nothing of any tenant, and may sleep or worse.
        if (facts.Tables.Count == 0 || facts.Faults.Any(fault => fault.Rule == "error"))
            return new Described(facts, plan, []);
        var differential = await _differentials.Reader.ReadAsync(cancellation);
        try
        {
            var compared = await differential.CompareAsync(query, statement, facts, cancellation);
            notes.AddRange(compared.Notes);
            return new Described(facts, plan, compared.Faults);
        }
        finally
        {
            await _differentials.Writer.WriteAsync(differential, CancellationToken.None);
        }
    }

    private async Task<(StatementFacts Facts, PlanFacts Plan)> AnalyseAsync(StatementText statement, CancellationToken cancellation)
    {
        await _superuserIsFree.WaitAsync(cancellation);
        try
        {
            var facts = await StatementAnalysis.ReadAsync(_superuser, statement, cancellation);
            return facts.Faults.Any(fault => fault.Rule == "error")
                ? (facts, new PlanFacts([], [], []))
                : (facts, await _plans.ReadAsync(statement, facts, cancellation));
        }
        finally
        {
            _superuserIsFree.Release();
        }
    }

    private static IReadOnlyList<string> IndexesOf(LockedQuery query) =>
        [.. query.Statements.SelectMany(statement => statement.Plan).Select(PlanScan.IndexOf).OfType<string>()];

    private sealed record Described(StatementFacts Facts, PlanFacts Plan, IReadOnlyList<Fault> Faults)
    {
        /// <summary>With the statement that looks the tenant up before it: its arguments and tables are the query's too.</summary>
        public Described With(Described lookUp) => new(
            Facts with
            {
                Parameters = [.. Facts.Parameters.Concat(lookUp.Facts.Parameters).DistinctBy(parameter => parameter.Name)],
                Tables = [.. Facts.Tables.Union(lookUp.Facts.Tables).Order(StringComparer.Ordinal)],
                Faults = [.. Facts.Faults, .. lookUp.Facts.Faults],
            },
            new PlanFacts(
                [.. Plan.Lines.Union(lookUp.Plan.Lines).Order(StringComparer.Ordinal)],
                [.. Plan.Indexes.Union(lookUp.Plan.Indexes)],
                [.. Plan.Faults, .. lookUp.Plan.Faults]),
            [.. Faults, .. lookUp.Faults]);

        public LockedStatement Locked(string hash) => new(hash, Facts, Plan.Lines,
            [.. Facts.Faults.Concat(Plan.Faults).Concat(Faults).DistinctBy(fault => (fault.Rule, fault.At))]);
    }
}
