using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace DarkTower.Migrator.Review.Observing;

/// <summary>
/// A reader and a writer that touch a table again and again while a change runs; their longest waits are kept by statement.
/// </summary>
internal sealed class Traffic : IAsyncDisposable
{
    internal sealed record Waits(double? ReaderMilliseconds, double? WriterMilliseconds);

    private readonly ConcurrentDictionary<(int Statement, bool Writes), double> _longest = new();
    private readonly CancellationTokenSource _stop;
    private readonly List<Task> _sessions = [];
    private volatile int _now;

    private Traffic(CancellationToken cancellation) => _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

    public static async Task<Traffic> StartAsync(string database, IReadOnlyList<Relation> tables, CancellationToken cancellation)
    {
        var traffic = new Traffic(cancellation);
        // Neither reads nor changes a row: only the table's lock can make them wait.
        foreach (var table in tables)
        {
            await traffic.AddAsync(database, $"SELECT 1 FROM \"{table.Schema}\".\"{table.BareName}\" WHERE false", writes: false);
            await traffic.AddAsync(database, $"DELETE FROM \"{table.Schema}\".\"{table.BareName}\" WHERE false", writes: true);
        }
        return traffic;
    }

    /// <summary>Says which statement runs from now on.</summary>
    public void Now(int statement) => _now = statement;

    public async Task<Dictionary<int, Waits>> StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_sessions);
        return _longest.Keys.Select(key => key.Statement).Distinct().ToDictionary(statement => statement,
            statement => new Waits(Longest(statement, writes: false), Longest(statement, writes: true)));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_sessions);
        _stop.Dispose();
    }

    private double? Longest(int statement, bool writes) =>
        _longest.TryGetValue((statement, writes), out var wait) ? Math.Round(wait, 1) : null;

    private async Task AddAsync(string database, string sql, bool writes)
    {
        var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(_stop.Token);
        _sessions.Add(Task.Run(() => RepeatAsync(connection, sql, writes)));
    }

    private async Task RepeatAsync(NpgsqlConnection connection, string sql, bool writes)
    {
        await using (connection)
        {
            while (!_stop.IsCancellationRequested)
            {
                // The statement that made it wait is the one that ran when it began to.
                var (statement, time) = (_now, Stopwatch.StartNew());
                try
                {
                    await using var command = new NpgsqlCommand(sql, connection);
                    await command.ExecuteNonQueryAsync(_stop.Token);
                    _longest.AddOrUpdate((statement, writes), time.Elapsed.TotalMilliseconds,
                        (_, longest) => Math.Max(longest, time.Elapsed.TotalMilliseconds));
                    await Task.Delay(1, _stop.Token);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
                catch (PostgresException)
                {
                    // The table was renamed or dropped, or a deadlock chose this side: that is the finding's business.
                    await Task.Yield();
                }
            }
        }
    }
}
