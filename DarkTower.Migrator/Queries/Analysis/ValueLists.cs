using DarkTower.Migrator.Catalog;
using Npgsql;

namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>
/// The CHECKs that list a column's values: what <see cref="ColumnFact.Check"/> and <see cref="ParameterFact.Check"/> name.
/// </summary>
internal static class ValueLists
{
    /// <summary>By the constraint's name, in the constraint's order.</summary>
    /// <exception cref="InvalidDataException">Two tables have different lists of one name.</exception>
    public static async Task<SortedDictionary<string, IReadOnlyList<string>>> ReadAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(CatalogSql.ValueLists, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var lists = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        await new CatalogRows(reader, cancellation).EachAsync(row =>
        {
            var (name, values) = (row.Text(0), row.Texts(1));
            if (!lists.TryAdd(name, values) && !lists[name].SequenceEqual(values))
                throw new InvalidDataException($"Two constraints named {name} list different values; name one after its table.");
        });
        return lists;
    }
}
