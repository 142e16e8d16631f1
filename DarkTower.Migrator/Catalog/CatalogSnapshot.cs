using Npgsql;

namespace DarkTower.Migrator.Catalog;

/// <summary>What the catalog says about a database, to compare two states. Roles belong to the server and are asked for apart.</summary>
internal static class CatalogSnapshot
{
    /// <summary>One line a fact, ordered.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(NpgsqlConnection connection, CancellationToken cancellation = default) =>
        [.. (await FactsAsync(connection, cancellation)).Select(fact => fact.ToString()).Order(StringComparer.Ordinal)];

    public static Task<List<Fact>> FactsAsync(NpgsqlConnection connection, CancellationToken cancellation = default) =>
        QueryAsync(connection, SnapshotQuestions.Database, cancellation);

    /// <summary>The roles of this project: attributes, memberships, settings. Never their passwords.</summary>
    public static Task<List<Fact>> RolesAsync(NpgsqlConnection connection, CancellationToken cancellation = default) =>
        QueryAsync(connection, SnapshotQuestions.Roles, cancellation);

    /// <summary>Who but its owner may use the list of applied migrations.</summary>
    public static Task<List<Fact>> BookkeepingAsync(NpgsqlConnection connection, CancellationToken cancellation = default) =>
        QueryAsync(connection, SnapshotQuestions.Bookkeeping, cancellation);

    private static async Task<List<Fact>> QueryAsync(NpgsqlConnection connection, string question, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(question, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<Fact> facts = [];
        while (await reader.ReadAsync(cancellation))
        {
            var value = await reader.IsDBNullAsync(2, cancellation) ? "none" : reader.GetString(2);
            facts.Add(new Fact(reader.GetString(0), reader.GetString(1), value));
        }
        return facts;
    }
}
