using DarkTower.Migrator.Catalog.Rules;
using Npgsql;

namespace DarkTower.Migrator.Catalog;

/// <summary>
/// The rules of the schema, asked of a live catalog. They hold for every table there is, so a new one is checked without anybody
/// thinking of it.
/// </summary>
internal static class SchemaRules
{
    private static readonly Func<DatabaseCatalog, Conventions, IEnumerable<Violation>>[] All =
    [
        TenantRules.Of, RowSecurityRules.Of, AccessRules.Of, UpkeepRules.Of, ColumnRules.Of, StateRules.Of, KeyRules.Of, CommentRules.Of,
        PersonalDataRules.Of, NamingRules.Of, HotColumnRules.Of,
    ];

    public static async Task<IReadOnlyList<Violation>> FindAsync(
        NpgsqlConnection connection, Conventions conventions, CancellationToken cancellation = default) =>
        Find(await DatabaseCatalog.ReadAsync(connection, cancellation), conventions);

    public static IReadOnlyList<Violation> Find(DatabaseCatalog catalog, Conventions conventions) =>
    [
        .. All.SelectMany(rules => rules(catalog, conventions))
            .OrderBy(found => found.Rule).ThenBy(found => found.Object, StringComparer.Ordinal),
    ];
}
