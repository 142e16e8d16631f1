using System.Text.RegularExpressions;
using DarkTower.Migrator.Queries.Locks;
using Npgsql;

namespace DarkTower.Migrator.Queries;

/// <summary>The constraints of the schema that code may refer to by name.</summary>
internal sealed partial class Constraints
{
    // A unique index without a constraint is named by a violation as one is.
    private const string Sql = """
        SELECT conname::text, pg_get_constraintdef(oid)
        FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace
        UNION ALL
        SELECT relname::text, ''
        FROM pg_index
        JOIN pg_class ON pg_class.oid = indexrelid
        WHERE indisunique AND relnamespace = 'public'::regnamespace
        """;

    private readonly Dictionary<string, string> _definitions = [];

    public static async Task<Constraints> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var constraints = new Constraints();
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            constraints._definitions.TryAdd(reader.GetString(0), reader.GetString(1));
        return constraints;
    }

    public IReadOnlyList<string> Known(IEnumerable<string> names) => [.. names.Distinct().Where(_definitions.ContainsKey)];

    /// <summary>The values of every list that a query's column or argument has.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ListsOf(IEnumerable<LockedQuery> queries)
    {
        var facts = queries.SelectMany(query => query.Statements).Select(statement => statement.Facts).ToList();
        return facts.SelectMany(fact => (fact.Columns ?? []).Select(column => column.Check))
            .Concat(facts.SelectMany(fact => fact.Parameters.Select(parameter => parameter.Check)))
            .OfType<string>().Distinct()
            .ToDictionary(name => name, IReadOnlyList<string> (name) =>
                [.. Literal().Matches(_definitions[name]).Select(match => match.Groups[1].Value.Replace("''", "'"))]);
    }

    [GeneratedRegex("'((?:[^']|'')*)'")]
    private static partial Regex Literal();
}
