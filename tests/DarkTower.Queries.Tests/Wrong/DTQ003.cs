#pragma warning disable CS8321, CS0219

internal sealed class Repository(NpgsqlDataSource source, NpgsqlConnection connection, Database database)
{
    public void Makes()
    {
        using var command = new NpgsqlCommand("SELECT 1");
        // ^ DTQ003 new NpgsqlCommand runs SQL that nothing has checked. Write a method with [TenantQuery] or [GlobalQuery]; where a
        // | command is really needed, disable DTQ003 around it and say why.
        using var batch = new NpgsqlBatch();
        // ^ DTQ003 new NpgsqlBatch runs SQL that nothing has checked. Write a method with [TenantQuery] or [GlobalQuery]; where a command
        // | is really needed, disable DTQ003 around it and say why.
        NpgsqlBatchCommand inside = new("SELECT 1");
        // ^ DTQ003 new NpgsqlBatchCommand runs SQL that nothing has checked. Write a method with [TenantQuery] or [GlobalQuery]; where a
        // | command is really needed, disable DTQ003 around it and say why.
        using var made = source.CreateCommand("SELECT 1");
        // ^ DTQ003 CreateCommand runs SQL that nothing has checked. Write a method with [TenantQuery] or [GlobalQuery]; where a command
        // | is really needed, disable DTQ003 around it and say why.
        using var more = source.CreateBatch();
        // ^ DTQ003 CreateBatch runs SQL that nothing has checked. Write a method with [TenantQuery] or [GlobalQuery]; where a command is
        // | really needed, disable DTQ003 around it and say why.
        using var old = ((System.Data.IDbConnection)connection).CreateCommand();
        // ^ DTQ003 CreateCommand runs SQL that nothing has checked. Write a method with [TenantQuery] or [GlobalQuery]; where a command
        // | is really needed, disable DTQ003 around it and say why.
        using var import = connection.BeginBinaryImport("COPY users FROM STDIN");
        // ^ DTQ003 BeginBinaryImport runs SQL that nothing has checked. Write a method with [TenantQuery] or [GlobalQuery]; where a
        // | command is really needed, disable DTQ003 around it and say why.
        using var export = connection.BeginTextExport("COPY users TO STDOUT");
        // ^ DTQ003 BeginTextExport runs SQL that nothing has checked. Write a method with [TenantQuery] or [GlobalQuery]; where a command
        // | is really needed, disable DTQ003 around it and say why.
        Func<NpgsqlCommand> maker = connection.CreateCommand;
        // ^ DTQ003 CreateCommand runs SQL that nothing has checked. Write a method with [TenantQuery] or [GlobalQuery]; where a command
        // | is really needed, disable DTQ003 around it and say why.
        using var generated = database.CreateBatch();
        // ^ DTQ003 CreateBatch runs SQL that nothing has checked. Write a method with [TenantQuery] or [GlobalQuery]; where a command is
        // | really needed, disable DTQ003 around it and say why.
        using var adapter = new NpgsqlDataAdapter("SELECT 1", connection);
        // ^ DTQ003 new NpgsqlDataAdapter runs SQL that nothing has checked. Write a method with [TenantQuery] or [GlobalQuery]; where a
        // | command is really needed, disable DTQ003 around it and say why.
        Dapper.Execute(connection, "DELETE FROM users");
        // ^ DTQ003 Execute runs SQL that nothing has checked. Write a method with [TenantQuery] or [GlobalQuery]; where a command is
        // | really needed, disable DTQ003 around it and say why.
        connection.Execute("DELETE FROM users");
        // ^ DTQ003 Execute runs SQL that nothing has checked. Write a method with [TenantQuery] or [GlobalQuery]; where a command is
        // | really needed, disable DTQ003 around it and say why.
    }

    public static void Changes(DbCommand command, NpgsqlBatch batch)
    {
        command.CommandText = "SELECT 1";
        // ^ DTQ003 setting CommandText runs SQL that nothing has checked. Write a method with [TenantQuery] or [GlobalQuery]; where a
        // | command is really needed, disable DTQ003 around it and say why.
        batch.EnableErrorBarriers = true;
        // ^ DTQ003 setting EnableErrorBarriers runs SQL that nothing has checked. Write a method with [TenantQuery] or [GlobalQuery];
        // | where a command is really needed, disable DTQ003 around it and say why.
        batch.BatchCommands[0].AppendErrorBarrier = true;
        // ^ DTQ003 setting AppendErrorBarrier runs SQL that nothing has checked. Write a method with [TenantQuery] or [GlobalQuery];
        // | where a command is really needed, disable DTQ003 around it and say why.
        var read = command.CommandText;
    }

    public async Task Fine()
    {
        await using var opened = await source.OpenConnectionAsync();
        await using var transaction = await opened.BeginTransactionAsync();
#pragma warning disable DTQ003 // The health check's own statement.
        await using var needed = new NpgsqlCommand("SELECT 1", opened);
#pragma warning restore DTQ003
    }
}

internal static class Dapper
{
    public static int Execute(this System.Data.IDbConnection connection, string sql) => sql.Length + connection.ConnectionTimeout;
}
