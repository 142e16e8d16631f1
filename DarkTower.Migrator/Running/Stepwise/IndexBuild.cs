using Npgsql;

namespace DarkTower.Migrator.Running.Stepwise;

/// <summary>
/// CREATE INDEX CONCURRENTLY with nothing left behind: an index that is there and as wanted is done, an invalid remain of a killed build is
/// dropped, one of a failed build too, and at the end the index is valid.
/// </summary>
internal sealed class IndexBuild(Settings settings, TargetDatabase target, TextWriter output, Step step)
{
    private const string Find = """
        SELECT indisvalid, pg_get_indexdef(indexrelid), quote_ident(nspname) || '.' || quote_ident(relname), indisunique
        FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE indrelid = to_regclass($1) AND relname = $2
        """;

    private sealed record Found(bool Valid, string Definition, string Name, bool Unique);

    public async Task RunAsync(ConcurrentIndex index, CancellationToken cancellation)
    {
        if (await FindAsync(index, cancellation) is { } found)
        {
            if (found.Valid)
            {
                if (!await IsWantedAsync(index, found, cancellation))
                {
                    throw new Refusal(ExitCode.MigrationFailed,
                        $"{step.Name}: index {found.Name} is there with another definition; drop or rename it, then run again.");
                }
                await output.WriteLineAsync($"{step.Name}: index {found.Name} is there and valid");
                await step.Run.EndStatementAsync(step.Statement, cancellation);
                return;
            }
            await DropAsync(found, cancellation);
        }
        await BuildAsync(index, cancellation);
        if (await FindAsync(index, cancellation) is not { Valid: true })
            throw new Refusal(ExitCode.MigrationFailed, $"{step.Name}: index {index.Name} is not valid after its build; run again.");
        await step.WaitShortlyAsync(cancellation);
        await step.Run.EndStatementAsync(step.Statement, cancellation);
    }

    private async Task BuildAsync(ConcurrentIndex index, CancellationToken cancellation)
    {
        await OldSnapshots.WaitAsync(target.Connection, settings, output, cancellation);
        await step.WaitLongAsync(settings, cancellation);
        try
        {
            var build = step.Connection.ExecuteAsync(step.Statement.Sql, cancellation);
            await new IndexProgress(settings, target.Connection, output, step).WatchAsync(build, cancellation);
        }
        catch (PostgresException) when (step.Connection.FullState == System.Data.ConnectionState.Open)
        {
            if (await FindAsync(index, cancellation) is { Valid: false } remain)
                await DropAsync(remain, cancellation);
            throw;
        }
    }

    private async Task<Found?> FindAsync(ConcurrentIndex index, CancellationToken cancellation) =>
        (await step.Connection.RowsAsync(
            Find, row => new Found(row.GetBoolean(0), row.GetString(1), row.GetString(2), row.GetBoolean(3)), cancellation,
            TableOf(index), index.Name)).SingleOrDefault();

    private async Task DropAsync(Found remain, CancellationToken cancellation)
    {
        await step.WaitLongAsync(settings, cancellation);
        await step.Connection.ExecuteAsync($"DROP INDEX CONCURRENTLY {remain.Name}", cancellation);
        await output.WriteLineAsync($"{step.Name}: invalid index {remain.Name} dropped");
    }

    /// <summary>The server itself says what the statement means: the same index on an empty copy of the table, never committed.</summary>
    private async Task<bool> IsWantedAsync(ConcurrentIndex index, Found found, CancellationToken cancellation)
    {
        await using var transaction = await step.Connection.BeginTransactionAsync(cancellation);
        await step.Connection.ExecuteAsync($"CREATE TABLE migrations.wanted (LIKE {TableOf(index)})", cancellation);
        await step.Connection.ExecuteAsync($"CREATE INDEX wanted_index ON migrations.wanted {index.Tail}", cancellation);
        var wanted = (string)(await step.Connection.ValueAsync(
            "SELECT pg_get_indexdef('migrations.wanted_index'::regclass)", cancellation))!;
        return index.Unique == found.Unique && FromMethod(wanted) == FromMethod(found.Definition);
    }

    private static string FromMethod(string definition) => definition[definition.IndexOf(" USING ", StringComparison.Ordinal)..];

    private static string TableOf(ConcurrentIndex index) =>
        (index.Schema is null ? "" : $"{Quote(index.Schema)}.") + Quote(index.Table);

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"")}\"";
}
