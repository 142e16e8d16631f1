using DarkTower.AppHost.Stores.Programs;

namespace DarkTower.AppHost.Tests.Stores;

/// <summary>What is wrong with a store's setting is said with the key that <c>--help</c> lists.</summary>
public sealed class StoreErrorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("darktower-tests-errors-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_folder_without_PostgreSQL_is_said_with_its_key()
    {
        var error = await Assert.ThrowsAsync<ProgramException>(() => PostgresProgram.FindAsync(null, _folder, _ => { }));

        Assert.StartsWith($"DarkTower:PostgresBinDirectory is '{_folder}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_nobody_knows_is_said_with_its_key()
    {
        var error = await Assert.ThrowsAsync<ProgramException>(() => RedisProgram.PrepareAsync("memcached", _folder, "x", "", _ => { }));

        Assert.StartsWith("DarkTower:RedisEngine is 'memcached'", error.Message, StringComparison.Ordinal);
    }
}
