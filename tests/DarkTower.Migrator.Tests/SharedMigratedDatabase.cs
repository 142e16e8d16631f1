using DarkTower.Fixtures;
using Npgsql;

namespace DarkTower.Migrator.Tests;

/// <summary>One database that the Migrator itself brought up (a clone would have lost the rights on the database), for tests that leave nothing behind.</summary>
public sealed class SharedMigratedDatabase : IAsyncLifetime
{
    private const string AppPassword = "tests-only-app";

    private OwnDatabase? _database;

    public string AdminConnectionString => _database!.ConnectionString;

    public string AppConnectionString =>
        new NpgsqlConnectionStringBuilder(AdminConnectionString) { Username = "darktower_app", Password = AppPassword }.ConnectionString;

    public async Task InitializeAsync()
    {
        _database = await OwnDatabase.CreateAsync();
        var (exitCode, output) = await Migrate.TryAsync(AdminConnectionString, [], new() { ["Roles:AppPassword"] = AppPassword });
        Assert.True(exitCode == 0, output);
    }

    public Task DisposeAsync() => _database!.DisposeAsync().AsTask();
}
