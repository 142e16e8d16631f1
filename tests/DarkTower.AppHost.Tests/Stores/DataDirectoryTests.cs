using DarkTower.AppHost.Configuration;
using DarkTower.AppHost.Stores;

namespace DarkTower.AppHost.Tests.Stores;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("darktower-tests-data-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_secret_asked_for_by_many_at_once_is_one()
    {
        for (var round = 0; round < 50; round++)
        {
            var data = DataDirectory.Open(Path.Combine(_folder, $"{round}"), _folder);

            var secrets = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => data.Secret("platform-key"))));

            Assert.Single(secrets.Distinct());
            Assert.Equal(32, secrets[0].Length);
        }
    }

    [Fact]
    public void A_secret_is_the_same_at_the_next_start_and_readable_by_its_owner_alone()
    {
        var secret = DataDirectory.Open(_folder, _folder).Secret("platform-key");

        var again = DataDirectory.Open(_folder, _folder);

        Assert.Equal(secret, again.Secret("platform-key"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(again.SecretFile("platform-key")));
        }
    }

    [Fact]
    public void A_source_folder_that_cannot_be_written_keeps_its_data_elsewhere()
    {
        // A file where the folder would be refuses root too, which permissions do not.
        var source = Path.Combine(_folder, "source");
        Directory.CreateDirectory(source);
        File.WriteAllText(Path.Combine(source, ".data"), "in the way");

        var data = DataDirectory.Open(null, source);

        Assert.DoesNotContain(source, data.Path, StringComparison.Ordinal);
        Directory.Delete(data.Path, recursive: true);
    }

    [Fact]
    public void A_user_s_state_folder_that_is_not_there_yet_is_made()
    {
        var source = Path.Combine(_folder, "source");
        Directory.CreateDirectory(source);
        File.WriteAllText(Path.Combine(source, ".data"), "in the way");
        var state = Path.Combine(_folder, "home", ".local", "share");
        var before = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", state);

        try
        {
            Assert.StartsWith(state, DataDirectory.Open(null, source).Path, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("XDG_DATA_HOME", before);
        }
    }

    [Fact]
    public void A_configured_folder_that_cannot_be_written_is_refused_by_its_key()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        var error = Assert.Throws<ConfigurationException>(() => DataDirectory.Open(Path.Combine(file, "data"), _folder));

        Assert.Contains("DarkTower:DataDirectory is '", error.Message, StringComparison.Ordinal);
    }
}
