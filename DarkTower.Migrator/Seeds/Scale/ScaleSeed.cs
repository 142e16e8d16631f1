using System.Diagnostics;
using Npgsql;

namespace DarkTower.Migrator.Seeds.Scale;

internal sealed record CopiedTable(string Name, long Rows, TimeSpan Time);

/// <summary>All tables in one transaction: all of the data is there, or none.</summary>
/// <param name="connection">That of the login.</param>
/// <param name="sizes">How much.</param>
/// <param name="present">Which of the tables there are, for those who fill a schema that grows; null when all.</param>
/// <param name="filled">Which of them have their rows already.</param>
internal sealed class ScaleSeed(
    NpgsqlConnection connection, ScaleSizes sizes, IReadOnlySet<string>? present = null, IReadOnlySet<string>? filled = null)
{
    // COPY tells nothing until its end: short ones let the progress be seen, and cost nothing that was measurable.
    private const int RowsOfOneCopy = 100_000;

    public async Task<IReadOnlyList<CopiedTable>> RunAsync(TimeSpan lockTimeout, SeedProgress progress, CancellationToken cancellation)
    {
        List<ScaleTable> all = [.. ScaleTables.Of(new Population(sizes)).Where(table => present?.Contains(table.Name) ?? true)];
        List<ScaleTable> tables = [.. all.Where(table => filled?.Contains(table.Name) is not true)];
        if (tables.Count == 0)
            return [];
        // Parents too: a foreign key is checked by a join that row security filters, as long as it is forced.
        var seeded = new SeededTables(connection, [.. all.Select(table => table.Name)]);
        List<CopiedTable> copied = [];
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ExecuteAsync("SET LOCAL ROLE darktower_owner", cancellation);
        if (tables.Any(table => table.Name == "audit_logs"))
            await seeded.RefuseMissingMonthAsync(sizes.AsOf, cancellation);
        await seeded.LockAsync(lockTimeout, cancellation);
        var forced = await seeded.LiftForceAsync(cancellation);
        await seeded.RefuseRowsAsync(tables.Select(table => table.Name), cancellation);
        var foreignKeys = await ForeignKeys.DropAsync(connection, [.. tables.Select(table => table.Name)], cancellation);
        progress.Expect(tables.Sum(table => table.Rows));
        foreach (var table in tables)
        {
            var time = Stopwatch.StartNew();
            await CopyAsync(table, progress, cancellation);
            await foreignKeys.AddAgainAsync(table.Name, cancellation);
            copied.Add(new CopiedTable(table.Name, table.Rows, time.Elapsed));
        }
        await seeded.ForceAsync(forced, cancellation);
        await transaction.CommitAsync(cancellation);

        // Otherwise the first readers pay for what autovacuum would do to that many new rows, at a moment nobody chose.
        await ExecuteAsync("SET ROLE darktower_owner", cancellation);
        await ExecuteAsync($"VACUUM (ANALYZE) {string.Join(", ", tables.Select(table => $"public.{table.Name}"))}", cancellation);
        return copied;
    }

    private async Task CopyAsync(ScaleTable table, SeedProgress progress, CancellationToken cancellation)
    {
        var buffer = new CopyBuffer();
        using var rows = table.Encode(buffer).GetEnumerator();
        for (var left = table.Rows; left > 0; left -= RowsOfOneCopy)
        {
            var stream = await connection.BeginRawBinaryCopyAsync(
                $"COPY public.{table.Name} ({table.Columns}) FROM STDIN (FORMAT binary)", cancellation);
            var finished = false;
            try
            {
                buffer.Header();
                for (var row = Math.Min(left, RowsOfOneCopy); row > 0; row--)
                {
                    if (!rows.MoveNext())
                        throw new InvalidOperationException($"{table.Name}: fewer rows than were counted.");
                    if (buffer.IsFull)
                        await SendAsync(stream, buffer, cancellation);
                }
                buffer.Trailer();
                await SendAsync(stream, buffer, cancellation);
                finished = true;
            }
            finally
            {
                // Disposing says that the data is complete; what is not is cancelled.
                if (!finished)
                    await stream.CancelAsync();
                await stream.DisposeAsync();
            }
            progress.Add(Math.Min(left, RowsOfOneCopy));
        }
        if (rows.MoveNext())
            throw new InvalidOperationException($"{table.Name}: more rows than were counted.");
    }

    private static async Task SendAsync(NpgsqlRawCopyStream stream, CopyBuffer buffer, CancellationToken cancellation)
    {
        await stream.WriteAsync(buffer.Filled, cancellation);
        buffer.Clear();
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
