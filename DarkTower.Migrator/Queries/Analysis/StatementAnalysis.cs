using DarkTower.Migrator.Catalog;
using Npgsql;

namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>Says of a statement what can be known without running it.</summary>
internal static class StatementAnalysis
{
    public static Task<StatementFacts> ReadAsync(NpgsqlConnection superuser, StatementText statement, CancellationToken cancellation) =>
        ReadAsync(superuser, statement, Conventions.Project.TenantTables, cancellation);

    /// <param name="superuser">To the database with the schema; no transaction is open; nothing is executed or left there.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="tenantTables">Tables whose rows belong to a tenant.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<StatementFacts> ReadAsync(
        NpgsqlConnection superuser, StatementText statement, IReadOnlyCollection<string> tenantTables, CancellationToken cancellation)
    {
        ServerAnswer answer;
        try
        {
            answer = await ServerAnswer.AskAsync(superuser, statement.Sql, cancellation);
        }
        catch (PostgresException error)
        {
            return new([], null, null, [], [], [new Fault("error", "", error.MessageText)], []);
        }

        var query = new Query(answer.Tree, null, answer.Catalog, new Counter());
        var rows = new Rows();
        var nullability = new Nullability(statement.Tenancy == Tenancy.Argument, rows);
        var uses = new ParameterUses(query);
        return new(
            [.. answer.ParameterTypes.Select((type, i) => uses.Of(i + 1, statement.Parameters.ElementAtOrDefault(i) ?? $"{i + 1}", type))],
            answer.Columns is { } columns ? ResultColumns.Of(query, columns, nullability) : null,
            answer.Columns is null ? null : rows.Of(query) switch { RowCount.One => "1", RowCount.AtMostOne => "0..1", _ => "*" },
            Names(Touched(query)),
            Names(query.All().Select(one => one.Target?.Table)),
            [
                .. TenantCheck.Of(query, new Tenants(statement.Tenancy, tenantTables, answer.Catalog), statement.Sql),
                .. OpaqueCalls.Of(query),
            ],
            new LeakyConditions().Of(query));
    }

    /// <summary>Tables, also those behind views.</summary>
    private static IEnumerable<TableInfo?> Touched(Query statement) => statement.All().SelectMany(query => query.Entries)
        // Until 15 a view's list of relations begins with the view itself, which is joined with nothing.
        .Where(entry => !entry.IsView || entry.In.Joins.Leaves.Contains(entry.Number) || entry.In.Target == entry)
        .SelectMany(entry => entry is { IsView: true, Query: { } view } ? Touched(view) : [entry.Table]);

    private static List<string> Names(IEnumerable<TableInfo?> tables) =>
        [.. tables.OfType<TableInfo>().Select(table => table.Name).Distinct().Order(StringComparer.Ordinal)];
}
