using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DarkTower.Queries;

/// <summary>
/// Logs queries that took longer than <see cref="QueryOptions.SlowAfter"/>, each at most once a minute, with the plan the server has for them. The
/// plan is the generic one: no argument's value is sent, so none can be in it.
/// </summary>
internal sealed partial class SlowQueries(NpgsqlDataSource dataSource, TimeProvider time, ILogger<SlowQueries> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Times> _times = new();
    private readonly Channel<(Query Query, TimeSpan Duration, long Since)> _queue =
        Channel.CreateBounded<(Query, TimeSpan, long)>(new BoundedChannelOptions(32) { FullMode = BoundedChannelFullMode.DropWrite });
    private int _explained;

    /// <summary>Returns at once; what the queue cannot take is not logged.</summary>
    public void Report(Query query, TimeSpan duration)
    {
        var times = _times.GetOrAdd(query.Name, _ => new Times());
        if (times.Take(time.GetUtcNow(), Pause) is { } since)
            _queue.Writer.TryWrite((query, duration, since));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (query, duration, since) in _queue.Reader.ReadAllAsync(stoppingToken))
        {
            var milliseconds = Math.Round(duration.TotalMilliseconds, 1);
            try
            {
                Slow(logger, query.Name, milliseconds, since, await ExplainAsync(query, stoppingToken));
            }
            catch (NpgsqlException e)
            {
                Slow(logger, query.Name, milliseconds, since, $"(not explained: {(e as PostgresException)?.SqlState ?? e.Message})");
            }
        }
    }

    internal async Task<string> ExplainAsync(Query query, CancellationToken cancellationToken)
    {
        var plan = new StringBuilder();
        foreach (var sql in query.Sql)
        {
            // EXPLAIN has an option for generic plans from 16 on only; a prepared statement gives one on every version.
            var name = string.Create(CultureInfo.InvariantCulture, $"darktower_slow_{Interlocked.Increment(ref _explained)}");
            await using var batch = dataSource.CreateBatch();
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT set_config('plan_cache_mode', 'force_generic_plan', true)"));
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"PREPARE {name} AS {sql}"));
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"EXPLAIN EXECUTE {name}{Nulls(sql)}"));
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"DEALLOCATE {name}"));
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            do
            {
                while (reader.FieldCount > 0 && await reader.ReadAsync(cancellationToken))
                {
                    if (reader.GetName(0) == "QUERY PLAN")
                        plan.Append(reader.GetString(0)).Append('\n');
                }
            }
            while (await reader.NextResultAsync(cancellationToken));
        }
        return plan.ToString().TrimEnd();
    }

    private static string Nulls(string sql)
    {
        var highest = 0;
        for (var at = sql.IndexOf('$', StringComparison.Ordinal); at >= 0; at = sql.IndexOf('$', at + 1))
        {
            var end = at + 1;
            while (end < sql.Length && char.IsAsciiDigit(sql[end]))
                end++;
            if (int.TryParse(sql.AsSpan(at + 1, end - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                highest = Math.Max(highest, number);
        }
        return highest == 0 ? "" : $"({string.Join(", ", Enumerable.Repeat("NULL", highest))})";
    }

    [LoggerMessage(120, LogLevel.Warning, "{Query} took {Milliseconds} ms ({Since} slow runs since the last line); its plan:\n{Plan}")]
    private static partial void Slow(ILogger logger, string query, double milliseconds, long since, string plan);

    private sealed class Times
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _last = DateTimeOffset.MinValue;
        private long _count;

        /// <summary>Counts a slow run; gives the count since the last line when it is time for another.</summary>
        public long? Take(DateTimeOffset now, TimeSpan pause)
        {
            lock (_lock)
            {
                _count++;
                if (now - _last < pause)
                    return null;
                (_last, var count, _count) = (now, _count, 0);
                return count;
            }
        }
    }
}
