using System.Text.RegularExpressions;
using DarkTower.Migrator.Queries.Locks;
using Npgsql;

namespace DarkTower.Migrator.Queries;

/// <summary>The constraints of the schema that code may refer to by name.</summary>
internal sealed partial class Constraints
{
    // A unique index without a constraint is named by a violation as one is.
    private const string Sql = """
        SELECT conname::text, relname::text, pg_get_constraintdef(pg_constraint.oid)
        FROM pg_constraint
        JOIN pg_class ON pg_class.oid = conrelid
        WHERE connamespace = 'public'::regnamespace
        UNION ALL
        SELECT pg_class.relname::text, owner.relname::text, ''
        FROM pg_index
        JOIN pg_class ON pg_class.oid = indexrelid
        JOIN pg_class AS owner ON owner.oid = indrelid
        WHERE indisunique AND pg_class.relnamespace = 'public'::regnamespace
        """;

    private readonly Dictionary<string, (string Table, string Definition)> _byName = [];

    public static async Task<Constraints> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var constraints = new Constraints();
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            constraints._byName.TryAdd(reader.GetString(0), (reader.GetString(1), reader.GetString(2)));
        return constraints;
    }

    /// <summary>Of the names that queries make refusals, those that something they write can be refused by.</summary>
    public IReadOnlyList<string> Known(IEnumerable<(string Name, IEnumerable<string> Writes)> named) =>
    [
        .. named.GroupBy(each => each.Name, each => each.Writes)
            .Where(each => _byName.TryGetValue(each.Key, out var found) && each.All(writes => writes.Contains(found.Table)))
            .Select(each => each.Key),
    ];

    /// <summary>The values of every list that a query's column or argument has.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ListsOf(IEnumerable<LockedQuery> queries)
    {
        var facts = queries.SelectMany(query => query.Statements).Select(statement => statement.Facts).ToList();
        return facts.SelectMany(fact => (fact.Columns ?? []).Select(column => column.Check))
            .Concat(facts.SelectMany(fact => fact.Parameters.Select(parameter => parameter.Check)))
            .OfType<string>().Distinct()
            .ToDictionary(name => name, IReadOnlyList<string> (name) =>
                [.. Literal().Matches(_byName[name].Definition).Select(match => match.Groups[1].Value.Replace("''", "'"))]);
    }

    [GeneratedRegex("'((?:[^']|'')*)'")]
    private static partial Regex Literal();
}
