using System.Collections.Concurrent;
using DarkTower.Migrator.Queries.Worlds;
using DarkTower.Migrator.Running;
using DarkTower.Migrator.Scratch;
using Npgsql;

namespace DarkTower.Migrator.Tests.Queries;

[CollectionDefinition(nameof(WorldServers))]
public sealed class WorldServersCollection : ICollectionFixture<WorldServers>;

/// <summary>A server of each version, with the project's schema and the rows of <see cref="TwinWorlds"/>.</summary>
public sealed class WorldServers : IAsyncLifetime
{
    private readonly ConcurrentDictionary<int, Lazy<Task<Server>>> _servers = new();

    /// <summary>The filled schema as superuser: for tests that leave nothing behind.</summary>
    public async Task<NpgsqlConnection> OpenAsync(int major) => await Sql.OpenAsync((await ServerAsync(major)).Filled);

    /// <summary>A database of the caller's own with the project's schema and no rows.</summary>
    public async Task<NpgsqlConnection> CreateAsync(int major) => await CloneAsync(major, server => server.Bare);

    /// <summary>A database of the caller's own with schema and rows.</summary>
    public async Task<NpgsqlConnection> CloneAsync(int major) => await CloneAsync(major, server => server.Filled);

    private async Task<NpgsqlConnection> CloneAsync(int major, Func<Server, string> of)
    {
        var server = await ServerAsync(major);
        var template = new NpgsqlConnectionStringBuilder(of(server)).Database;
        return await Sql.OpenAsync(await server.Scratch.CreateDatabaseAsync(template, default));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var server in _servers.Values)
            await (await server.Value).Scratch.DisposeAsync();
    }

    private Task<Server> ServerAsync(int major) => _servers.GetOrAdd(major, _ => new(() => StartAsync(major))).Value;

    private static async Task<Server> StartAsync(int major)
    {
        var scratch = await ScratchServer.StartAsync(major, Console.WriteLine, default);
        var bare = await scratch.CreateDatabaseAsync(null, default);
        await Replay.RunAsync(bare, MigrationSet.Load(), null, default);
        var filled = await scratch.CreateDatabaseAsync(new NpgsqlConnectionStringBuilder(bare).Database, default);
        await using var connection = await Sql.OpenAsync(filled);
        await TwinWorlds.FillAsync(connection, default);
        return new Server(scratch, bare, filled);
    }

    private sealed record Server(ScratchServer Scratch, string Bare, string Filled);
}
