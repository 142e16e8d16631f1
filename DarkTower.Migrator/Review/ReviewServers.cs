using System.Collections.Concurrent;
using DarkTower.Migrator.Review.Observing;
using DarkTower.Migrator.Running;
using DarkTower.Migrator.Scratch;
using Npgsql;

namespace DarkTower.Migrator.Review;

/// <summary>Scratch servers by version, each with templates of the schema as it was after a migration, bare and with sample rows.</summary>
internal sealed class ReviewServers(Action<string> say) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, Lazy<Task<Server>>> _servers = new();

    /// <summary>
    /// A database of the caller's own with the schema through <paramref name="through"/> and sample rows; empty for null.
    /// </summary>
    public async Task<string> CreateDatabaseAsync(int major, long? through, CancellationToken cancellation)
    {
        var server = await ServerAsync(major, cancellation);
        var template = through is { } last ? await server.TemplateAsync(last, cancellation) : null;
        return await server.Scratch.CreateDatabaseAsync(template, cancellation);
    }

    public async Task DropDatabaseAsync(int major, string connectionString)
    {
        var server = await ServerAsync(major, CancellationToken.None);
        await server.Scratch.DropDatabaseAsync(connectionString);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values)
        {
            try
            {
                await (await server.Value).Scratch.DisposeAsync();
            }
            catch (Exception error) when (error is Refusal or OperationCanceledException)
            {
                // It never started; whoever asked for it was told.
            }
        }
    }

    private Task<Server> ServerAsync(int major, CancellationToken cancellation) => _servers.GetOrAdd(major, _ => new(async () =>
        new Server(await ScratchServer.StartAsync(major, say, cancellation)))).Value;

    private sealed class Server(ScratchServer scratch)
    {
        private readonly SemaphoreSlim _one = new(1, 1);
        private readonly SortedList<long, string> _bare = [];
        private readonly Dictionary<long, string> _filled = [];

        public ScratchServer Scratch => scratch;

        /// <summary>The schema through a migration, with sample rows.</summary>
        public async Task<string> TemplateAsync(long through, CancellationToken cancellation)
        {
            await _one.WaitAsync(cancellation);
            try
            {
                if (!_bare.TryGetValue(through, out var bare))
                    _bare[through] = bare = await ReplayAsync(through, cancellation);
                if (!_filled.TryGetValue(through, out var filled))
                    _filled[through] = filled = await FillAsync(bare, cancellation);
                return filled;
            }
            finally
            {
                _one.Release();
            }
        }

        private async Task<string> ReplayAsync(long through, CancellationToken cancellation)
        {
            // Without rows: those of a sample need not satisfy what a later migration validates.
            var from = _bare.LastOrDefault(template => template.Key > 0 && template.Key < through);
            var database = await scratch.CreateDatabaseAsync(from.Value, cancellation);
            // A set of its own: a migration object runs once at a time, and the servers work at the same time.
            await Replay.RunAsync(database, MigrationSet.Load(), through, cancellation);
            return new NpgsqlConnectionStringBuilder(database).Database!;
        }

        private async Task<string> FillAsync(string bare, CancellationToken cancellation)
        {
            await using var connection = new NpgsqlConnection(await scratch.CreateDatabaseAsync(bare, cancellation));
            await connection.OpenAsync(cancellation);
            await new SampleRows(connection, cancellation).FillAsync(new HashSet<string>());
            return connection.Database;
        }
    }
}
