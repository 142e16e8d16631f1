using DarkTower.Queries.Sql;
using Npgsql;

namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>
/// Runs one statement again and again as the service would, in one transaction that ends with a rollback: now() is the same for every run,
/// and each begins with the same rows. Arguments are written as text, so the server reads them as the types it settled on.
/// </summary>
internal sealed class Execution : IAsyncDisposable
{
    // What waits for the commit would never be seen.
    private const string Begin = """
        BEGIN; SET CONSTRAINTS ALL IMMEDIATE; SET LOCAL statement_timeout = '20s'; SET LOCAL jit = off; SET LOCAL timezone = 'UTC';
        SET LOCAL intervalstyle = 'postgres'
        """;

    private readonly NpgsqlConnection _superuser;
    private readonly StatementFacts _facts;

    private Execution(NpgsqlConnection superuser, StatementFacts facts, string guarded) =>
        (_superuser, _facts, Guarded) = (superuser, facts, guarded);

    /// <summary>The role of the statement, under row security.</summary>
    public string Guarded { get; }

    /// <param name="superuser">To a database filled by <see cref="TwinWorlds"/>.</param>
    /// <param name="statement">What is run.</param>
    /// <param name="facts">Of it.</param>
    /// <param name="scene">One of <see cref="Scenes"/>.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="PostgresException">The server refuses the statement, or the scene is not of this schema.</exception>
    public static async Task<Execution> BeginAsync(
        NpgsqlConnection superuser, StatementText statement, StatementFacts facts, string scene, CancellationToken cancellation)
    {
        var execution = new Execution(superuser, facts, statement.Role);
        var types = facts.Parameters.Count == 0 ? "" : $" ({string.Join(", ", facts.Parameters.Select(parameter => parameter.Type))})";
        try
        {
            await execution.ExecuteAsync(Begin, cancellation);
            if (scene != Scenes.None)
                await execution.ExecuteAsync($"{scene} DELETE FROM worlds.changes", cancellation);
            // One for each role: under another one than the last time a statement is planned anew.
            await execution.ExecuteAsync($"PREPARE {execution.Guarded}{types} AS {statement.Sql}", cancellation);
            await execution.ExecuteAsync($"PREPARE {TwinWorlds.Unguarded}{types} AS {statement.Sql}", cancellation);
            await execution.ExecuteAsync("SAVEPOINT run", cancellation);
            return execution;
        }
        catch
        {
            await execution.DisposeAsync();
            throw;
        }
    }

    /// <param name="role">Who runs it.</param>
    /// <param name="tenant">The value of app.org_id; empty for none.</param>
    /// <param name="arguments">In order; null is NULL.</param>
    /// <param name="cancellation">Stops.</param>
    /// <param name="before">SQL of the superuser, whose effect this run alone has.</param>
    public async Task<Observation> RunAsync(
        string role, string tenant, IReadOnlyList<string?> arguments, CancellationToken cancellation, string before = "")
    {
        var values = arguments.Count == 0 ? "" : $" ({string.Join(", ", arguments.Select(Literal))})";
        await using var command = new NpgsqlCommand($"""
            ROLLBACK TO SAVEPOINT run;
            {(before == "" ? "" : $"{before};")}
            SELECT set_config('app.org_id', {Literal(tenant)}, true);
            SET LOCAL ROLE {role};
            EXECUTE {role}{values};
            RESET ROLE; SELECT table_name, operation, was, is_now FROM worlds.changes ORDER BY place
            """, _superuser) { AllResultTypesAreUnknown = true };
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            await reader.NextResultAsync(cancellation);
            List<string?[]>? rows = null;
            if (_facts.Columns is not null)
            {
                rows = await RowsAsync(reader, cancellation);
                await reader.NextResultAsync(cancellation);
            }
            var changes = await RowsAsync(reader, cancellation);
            return new Observation(null, null, rows, [.. changes.Select(row => new RowChange(row[0]!, row[1]!, row[2], row[3]))]);
        }
        catch (PostgresException error) when (error.SqlState != PostgresErrorCodes.QueryCanceled)
        {
            // Refusals by a grant and by row security have one SQLSTATE; only the second is for some rows.
            var what = error.SqlState == PostgresErrorCodes.InsufficientPrivilege ? error.MessageText : error.ConstraintName;
            return new Observation($"{error.SqlState} {what}".Trim(), error.MessageText, null, []);
        }
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync("ROLLBACK; DEALLOCATE ALL", CancellationToken.None);

    /// <summary>The statement itself, none of its parts, says in which order its rows come.</summary>
    public static bool IsOrdered(string sql)
    {
        var depth = 0;
        foreach (var token in Lexer.Read(sql))
        {
            depth += token.Text == "(" ? 1 : token.Text == ")" ? -1 : 0;
            if (depth == 0 && token is { Kind: TokenKind.Word, Value: "order" })
                return true;
        }
        return false;
    }

    private static async Task<List<string?[]>> RowsAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        List<string?[]> rows = [];
        while (await reader.ReadAsync(cancellation))
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(at => reader.IsDBNull(at) ? null : reader.GetString(at))]);
        return rows;
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, _superuser);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string Literal(string? text) => text is null ? "NULL" : $"'{text.Replace("'", "''")}'";
}
