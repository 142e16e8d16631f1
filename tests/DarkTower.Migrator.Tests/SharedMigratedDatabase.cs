using DarkTower.Fixtures;

namespace DarkTower.Migrator.Tests;

/// <summary>
/// One database for tests that leave nothing behind. The Migrator brought it up: a clone has lost the rights on the database.
/// </summary>
public sealed class SharedMigratedDatabase : IAsyncLifetime
{
    private OwnDatabase? _database;

    public string AdminConnectionString => _database!.ConnectionString;

    public string AppConnectionString => _database!.As("darktower_app", MigratedDatabase.RolePassword);

    public string JobsConnectionString => _database!.As("darktower_jobs", MigratedDatabase.RolePassword);

    public async Task InitializeAsync()
    {
        _database = await OwnDatabase.CreateAsync();
        var (exitCode, output) = await Migrate.TryAsync(
            AdminConnectionString, [],
            new() { ["Roles:AppPassword"] = MigratedDatabase.RolePassword, ["Roles:JobsPassword"] = MigratedDatabase.RolePassword });
        Assert.True(exitCode == 0, output);
    }

    public Task DisposeAsync() => _database!.DisposeAsync().AsTask();
}
