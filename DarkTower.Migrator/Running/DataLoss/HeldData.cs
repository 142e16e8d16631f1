using Npgsql;

namespace DarkTower.Migrator.Running.DataLoss;

/// <summary>Counts what a down would drop, a little of it: whether there is anything is what matters.</summary>
internal sealed class HeldData(NpgsqlConnection control, Settings settings)
{
    private const int Enough = 1000;

    /// <summary>Null when nothing is held, or all of it in the shadow table.</summary>
    public async Task<string?> DescribeAsync(Dropped dropped, CancellationToken cancellation)
    {
        var shadow = await ShadowOfAsync(dropped, cancellation);
        if (await control.ValueAsync("SELECT to_regclass($1) IS NOT NULL", cancellation, dropped.Table) is not true)
        {
            // An earlier step of the same run may bring it back from there.
            return shadow is null ? null : await DescribeAsync(new Dropped(shadow), null, cancellation);
        }
        return await DescribeAsync(dropped, shadow, cancellation);
    }

    private async Task<string?> DescribeAsync(Dropped dropped, string? shadow, CancellationToken cancellation)
    {
        string[] tables = shadow is null ? [dropped.Table] : [dropped.Table, shadow];
        await using var open = await OpenAsync(tables, cancellation);
        var connection = open?.Connection ?? control;
        try
        {
            var where = dropped.Column is { } column ? $"WHERE {column} IS NOT NULL" : "";
            var rows = (long)(await connection.ValueAsync(
                $"SELECT count(*) FROM (SELECT FROM {dropped.Table} {where} LIMIT {Enough + 1}) AS held", cancellation))!;
            if (rows == 0 || (shadow is not null && await IsCompleteAsync(connection, dropped, shadow, where, cancellation)))
                return null;
            var what = dropped.Column is null ? (rows == 1 ? "row" : "rows") : (rows == 1 ? "value" : "values");
            return $"{Name(dropped)} {(rows > Enough ? $"more than {Enough}" : rows)} {what}";
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.QueryCanceled && !cancellation.IsCancellationRequested)
        {
            return $"{Name(dropped)} (not counted in time)";
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UndefinedColumn)
        {
            return null;
        }
    }

    /// <summary>Forced row security hides the rows from the owner: lifted in a transaction that is never committed.</summary>
    private async Task<OpenTransaction?> OpenAsync(string[] tables, CancellationToken cancellation)
    {
        const string Hidden = "SELECT EXISTS (SELECT FROM unnest($1::text[]) AS name WHERE row_security_active(name::regclass))";
        if (await control.ValueAsync(Hidden, cancellation, [tables]) is not true)
            return null;
        var open = await OpenTransaction.AsOwnerAsync(settings, cancellation);
        // The table is locked meanwhile.
        await open.Connection.ExecuteAsync("SET LOCAL statement_timeout = '1s'", cancellation);
        foreach (var table in tables)
            await open.Connection.ExecuteAsync($"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY", cancellation);
        return open;
    }

    private async Task<string?> ShadowOfAsync(Dropped dropped, CancellationToken cancellation)
    {
        var shadow = "archive." + dropped.Table.Split('.')[^1];
        return await control.ValueAsync("SELECT to_regclass($1) IS NOT NULL", cancellation, shadow) is true ? shadow : null;
    }

    /// <summary>Every row of the table is in the shadow; of a column, with its key.</summary>
    private static async Task<bool> IsCompleteAsync(
        NpgsqlConnection connection, Dropped dropped, string shadow, string where, CancellationToken cancellation)
    {
        const string Columns = """
            SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum), count(*) = count(shadowed)
            FROM pg_attribute AS a
            LEFT JOIN LATERAL (
                SELECT true FROM pg_attribute
                WHERE attrelid = $2::regclass AND attname = a.attname AND NOT attisdropped) AS s (shadowed) ON true
            WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
                AND ($3::text IS NULL OR quote_ident(attname) = $3 OR attnum IN (
                    SELECT unnest(conkey) FROM pg_constraint WHERE conrelid = attrelid AND contype = 'p'))
            """;
        var (columns, all) = (await connection.RowsAsync(
            Columns, row => (row.GetString(0), row.GetBoolean(1)), cancellation, dropped.Table, shadow, dropped.Column)).Single();
        return all && await connection.ValueAsync(
            $"SELECT NOT EXISTS (SELECT {columns} FROM {dropped.Table} {where} EXCEPT SELECT {columns} FROM {shadow})",
            cancellation) is true;
    }

    private static string Name(Dropped dropped) => dropped.Table + (dropped.Column is null ? "" : $".{dropped.Column}");
}
