using DarkTower.Migrator.Catalog;
using DarkTower.Migrator.Review.Observing;
using Relation = DarkTower.Migrator.Review.Observing.Relation;
using Npgsql;

namespace DarkTower.Migrator.Review;

/// <summary>
/// A database at one moment, to see whether a way back leads to it: its catalog as facts, and a digest of the rows of each table.
/// </summary>
internal sealed record State(IReadOnlyDictionary<string, string> Facts, IReadOnlyDictionary<string, string> Rows)
{
    // Kept by triggers: any touch of a row moves it.
    private const string Touched = "updated_at";

    /// <param name="connection">Its session; row security must not hide rows from it, so the role is put back for the time.</param>
    /// <param name="columns">The columns that count: those that were there before the change.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<State> OfAsync(NpgsqlConnection connection, LiveCatalog columns, CancellationToken cancellation)
    {
        // The place of a column cannot be given back by dropping and adding it, and no statement of ours depends on it.
        var facts = (await CatalogSnapshot.FactsAsync(connection, cancellation)).Where(fact => fact.Aspect != "position")
            .GroupBy(fact => $"{fact.Thing} {fact.Aspect}")
            .ToDictionary(group => group.Key, group => string.Join(" | ", group.Select(fact => fact.Value).Order()));
        await using var role = new NpgsqlCommand("SELECT current_user::text", connection);
        var user = (string)(await role.ExecuteScalarAsync(cancellation))!;
        await ExecuteAsync(connection, "RESET ROLE", cancellation);
        var rows = new Dictionary<string, string>();
        foreach (var table in columns.Relations.Values.Where(table => table is { Kind: 'r' or 'p', IsPartition: false }))
        {
            var list = string.Join(" || ',' || ", columns.ColumnsOf(table.Id).Where(column => column.Name != Touched)
                .Select(column => $"coalesce(\"{column.Name}\"::text, '')"));
            rows[table.Name] = await DigestAsync(connection, table, list.Length == 0 ? "''" : list, cancellation);
        }
        await ExecuteAsync(connection, $"SET ROLE \"{user}\"", cancellation);
        return new State(facts, rows);
    }

    /// <summary>Lines of what differs, seen from here.</summary>
    public IReadOnlyList<string> DifferencesTo(State other) =>
    [
        .. Facts.Where(fact => other.Facts.GetValueOrDefault(fact.Key) != fact.Value).Select(fact =>
            $"{fact.Key} was {fact.Value}, is {other.Facts.GetValueOrDefault(fact.Key, "gone")}"),
        .. other.Facts.Where(fact => !Facts.ContainsKey(fact.Key)).Select(fact => $"{fact.Key} is {fact.Value}, was not there"),
    ];

    public IReadOnlyList<string> TablesThatDiffer(State other) =>
        [.. Rows.Where(table => other.Rows.GetValueOrDefault(table.Key) != table.Value).Select(table => table.Key)];

    private static async Task<string> DigestAsync(
        NpgsqlConnection connection, Relation table, string columns, CancellationToken cancellation)
    {
        var sql = $"SELECT count(*) || ':' || coalesce(sum(hashtextextended({columns}, 0)::numeric), 0) "
            + $"FROM \"{table.Schema}\".\"{table.BareName}\"";
        try
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return (string)(await command.ExecuteScalarAsync(cancellation))!;
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn)
        {
            return "gone";
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
