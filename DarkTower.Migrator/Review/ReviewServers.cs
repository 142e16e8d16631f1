using System.Collections.Concurrent;
using DarkTower.Migrator.Review.Observing;
using DarkTower.Migrator.Running;
using DarkTower.Migrator.Scratch;
using Npgsql;

namespace DarkTower.Migrator.Review;

/// <summary>Scratch servers by version, each with templates of the schema (rows included) as it was after a migration.</summary>
internal sealed class ReviewServers(MigrationSet set, Action<string> say) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, Lazy<Task<Server>>> _servers = new();

    /// <summary>A database of the caller's own with the schema through <paramref name="through"/> and sample rows; empty for null.</summary>
    public async Task<string> CreateDatabaseAsync(int major, long? through, CancellationToken cancellation)
    {
        var server = await ServerAsync(major, cancellation);
        return await server.Scratch.CreateDatabaseAsync(through is { } last ? await server.TemplateAsync(set, last, cancellation) : null, cancellation);
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
        private readonly SortedList<long, string> _templates = [];

        public ScratchServer Scratch => scratch;

        public async Task<string> TemplateAsync(MigrationSet set, long through, CancellationToken cancellation)
        {
            await _one.WaitAsync(cancellation);
            try
            {
                if (!_templates.TryGetValue(through, out var name))
                    _templates[through] = name = await MakeAsync(set, through, cancellation);
                return name;
            }
            finally
            {
                _one.Release();
            }
        }

        private async Task<string> MakeAsync(MigrationSet set, long through, CancellationToken cancellation)
        {
            var from = _templates.LastOrDefault(template => template.Key < through);
            var database = await scratch.CreateDatabaseAsync(from.Value, cancellation);
            await Replay.RunAsync(database, set, through, cancellation);
            await using var connection = new NpgsqlConnection(database);
            await connection.OpenAsync(cancellation);
            await new SampleRows(connection, cancellation).FillAsync(new HashSet<string>());
            return connection.Database;
        }
    }
}
