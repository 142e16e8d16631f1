using DarkTower.Fixtures;

namespace DarkTower.Migrator.Tests;

/// <summary>
/// One database for tests that leave nothing behind. The Migrator brought it up: a clone has lost the rights on the database.
/// </summary>
public sealed class SharedMigratedDatabase : IAsyncLifetime
{
    private const string AppPassword = "tests-only-app";
    private const string JobsPassword = "tests-only-jobs";

    private OwnDatabase? _database;

    public string AdminConnectionString => _database!.ConnectionString;

    public string AppConnectionString => _database!.As("darktower_app", AppPassword);

    public string JobsConnectionString => _database!.As("darktower_jobs", JobsPassword);

    public async Task InitializeAsync()
    {
        _database = await OwnDatabase.CreateAsync();
        var (exitCode, output) = await Migrate.TryAsync(
            AdminConnectionString, [], new() { ["Roles:AppPassword"] = AppPassword, ["Roles:JobsPassword"] = JobsPassword });
        Assert.True(exitCode == 0, output);
    }

    public Task DisposeAsync() => _database!.DisposeAsync().AsTask();
}
