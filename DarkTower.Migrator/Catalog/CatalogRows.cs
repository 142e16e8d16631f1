using Npgsql;

namespace DarkTower.Migrator.Catalog;

/// <summary>Reads one result after the other of a batch.</summary>
internal sealed class CatalogRows(NpgsqlDataReader reader, CancellationToken cancellation)
{
    public async Task EachAsync(Action<CatalogRows> row)
    {
        while (await reader.ReadAsync(cancellation))
            row(this);
        await reader.NextResultAsync(cancellation);
    }

    public async Task<List<T>> ListAsync<T>(Func<CatalogRows, T> row)
    {
        List<T> rows = [];
        await EachAsync(current => rows.Add(row(current)));
        return rows;
    }

    public uint Oid(int column) => reader.GetFieldValue<uint>(column);

    public string Text(int column) => reader.GetString(column);

    public string? MaybeText(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public string[] Texts(int column) => reader.IsDBNull(column) ? [] : reader.GetFieldValue<string[]>(column);

    public string?[] MaybeTexts(int column) => reader.GetFieldValue<string?[]>(column);

    public bool Bool(int column) => reader.GetBoolean(column);

    public short Short(int column) => reader.GetInt16(column);

    /// <summary>A "char" of the catalog; its empty value is a space.</summary>
    public char Char(int column) => reader.GetString(column) is { Length: > 0 } text ? text[0] : ' ';
}
