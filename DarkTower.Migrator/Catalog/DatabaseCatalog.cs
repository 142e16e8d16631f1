using Npgsql;

namespace DarkTower.Migrator.Catalog;

/// <summary>What rules and documentation read from the catalog, in one round trip. What extensions brought is left out.</summary>
internal sealed class DatabaseCatalog
{
    public required IReadOnlyList<Relation> Relations { get; init; }
    public required IReadOnlyList<Routine> Routines { get; init; }
    public required IReadOnlyList<Namespace> Namespaces { get; init; }
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>Enum types, by full name.</summary>
    public required IReadOnlyList<string> Enums { get; init; }

    /// <summary>From a view to what it reads.</summary>
    public required ILookup<uint, uint> Reads { get; init; }

    public IEnumerable<Relation> Tables => Relations.Where(relation => relation.IsTable);

    public Relation? Find(uint oid) => Relations.FirstOrDefault(relation => relation.Oid == oid);

    public static async Task<DatabaseCatalog> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var question in CatalogQuestions.All)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(question));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var rows = new CatalogRows(reader, cancellation);

        var relations = await rows.ListAsync(row => new Relation(
            row.Oid(0), row.Text(1), row.Text(2), row.Char(3), row.Text(4), row.Bool(5), row.Oid(6), row.Text(7), row.Bool(8), row.Bool(9),
            row.Texts(10), row.MaybeText(11), row.MaybeText(12), row.MaybeText(13)));
        var byOid = relations.ToDictionary(relation => relation.Oid);
        await rows.EachAsync(row => byOid[row.Oid(0)].Columns.Add(new Column(
            row.Text(1), row.Text(2), row.Char(3), row.Bool(4), row.MaybeText(5), row.Char(6), row.Char(7), row.Bool(8),
            row.MaybeText(9))));
        await rows.EachAsync(row => byOid[row.Oid(0)].Constraints.Add(new Constraint(
            row.Text(1), row.Char(2), row.Texts(3), row.Oid(4), row.Texts(5), row.Char(6), row.Char(7), row.Bool(8), row.Text(9))));
        await rows.EachAsync(row => byOid[row.Oid(0)].Indexes.Add(new TableIndex(
            row.Text(1), row.Bool(2), row.Bool(3), row.Bool(4), row.Bool(5), row.MaybeTexts(6), row.Texts(7), row.Text(8),
            row.MaybeText(9))));
        await rows.EachAsync(row => byOid[row.Oid(0)].Policies.Add(new Policy(
            row.Text(1), row.Char(2), row.Bool(3), row.Texts(4), row.MaybeText(5), row.MaybeText(6))));
        await rows.EachAsync(row => byOid[row.Oid(0)].Triggers.Add(new Trigger(
            row.Text(1), row.Text(2), row.Short(3), row.Char(4), row.Text(5))));
        await rows.EachAsync(row => byOid[row.Oid(0)].Grants.Add(new Grant(
            row.MaybeText(1), row.Text(2), row.Text(3), row.Bool(4))));
        return new DatabaseCatalog
        {
            Relations = relations,
            Routines = await rows.ListAsync(row => new Routine(
                row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Bool(4), row.Bool(5), row.Bool(6), row.MaybeText(7), row.Texts(8))),
            Namespaces = await rows.ListAsync(row => new Namespace(row.Text(0), row.Text(1), row.MaybeText(2), row.Texts(3))),
            Roles = await rows.ListAsync(row => new Role(row.Text(0), row.Bool(1), row.Bool(2), row.Texts(3), row.MaybeText(4))),
            Enums = await rows.ListAsync(row => row.Text(0)),
            Reads = (await rows.ListAsync(row => (View: row.Oid(0), Table: row.Oid(1)))).ToLookup(pair => pair.View, pair => pair.Table),
        };
    }
}
