using System.Data;
using Npgsql;

namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>What the server makes of a statement.</summary>
/// <param name="ParameterTypes">Their types' names.</param>
/// <param name="Columns">Names and types as a client sees them; null when it returns none.</param>
/// <param name="Tree">Analysed and not yet rewritten.</param>
/// <param name="Catalog">What the tree names.</param>
internal sealed record ServerAnswer(
    IReadOnlyList<string> ParameterTypes, IReadOnlyList<(string Name, string Type)>? Columns, Node Tree, ServerCatalog Catalog)
{
    /// <summary>
    /// PREPARE says the parameters' types; the body of an SQL routine keeps the analysed tree, which nothing else shows for statements that
    /// write. Nothing is executed and all is rolled back.
    /// </summary>
    /// <exception cref="PostgresException">The server refuses the statement.</exception>
    public static async Task<ServerAnswer> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Prepared statements outlive transactions: it goes before anything else can fail.
        await ExecuteAsync(connection, $"PREPARE analysed AS {sql}\n", cancellation);
        var types = await TextsAsync(connection, """
            SELECT format_type(type, NULL) FROM pg_prepared_statements, unnest(parameter_types) WITH ORDINALITY AS t (type, place)
            WHERE name = 'analysed' ORDER BY place
            """, cancellation);
        await ExecuteAsync(connection, "DEALLOCATE analysed", cancellation);
        // What follows stands on a line of its own: the statement may end with a comment.
        await ExecuteAsync(connection, $"""
            CREATE FUNCTION pg_temp.analysed({string.Join(", ", types)}) RETURNS void LANGUAGE sql BEGIN ATOMIC
            {sql}
            ; END
            """, cancellation);
        var tree = NodeTree.Query((await TextsAsync(connection, """
            SELECT prosqlbody::text FROM pg_proc WHERE oid = 'pg_temp.analysed'::regproc
            """, cancellation))[0]);
        var columns = await ColumnsAsync(connection, sql, cancellation);
        var catalog = await new CatalogReader(connection, cancellation).ReadAsync(tree);
        await transaction.RollbackAsync(cancellation);
        return new(types, columns, tree, catalog);
    }

    private static async Task<List<(string Name, string Type)>?> ColumnsAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        // A batch is sent as it is; a command would be searched for parameters.
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(sql) } };
        var oids = new List<string>();
        var names = new List<string>();
        await using (var reader = await batch.ExecuteReaderAsync(CommandBehavior.SchemaOnly, cancellation))
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                names.Add(reader.GetName(i));
                oids.Add($"{reader.GetDataTypeOID(i)}");
            }
        }
        if (names.Count == 0)
            return null;
        var types = await TextsAsync(
            connection,
            $"SELECT format_type(oid, NULL) FROM unnest(ARRAY[{string.Join(',', oids)}]::oid[]) WITH ORDINALITY AS t (oid, n) ORDER BY n",
            cancellation);
        return [.. names.Zip(types)];
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(sql) } };
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<List<string>> TextsAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(sql) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var texts = new List<string>();
        while (await reader.ReadAsync(cancellation))
            texts.Add(reader.GetString(0));
        return texts;
    }
}
