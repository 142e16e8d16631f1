namespace DarkTower.AppHost.Stores.Programs;

/// <summary>Where fetched programs are kept: one folder per user, shared by all clones.</summary>
internal static class ProgramCache
{
    /// <summary><c>DARKTOWER_CACHE</c>, else the user's cache folder, else a folder of this user below the temporary folder.</summary>
    public static string Directory { get; } = Choose();

    private static string Choose()
    {
        if (Environment.GetEnvironmentVariable("DARKTOWER_CACHE") is { Length: > 0 } given)
        {
            return System.IO.Directory.CreateDirectory(given).FullName;
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg ? xdg
            : home.Length > 0 ? Path.Combine(home, ".cache") : "";
        try
        {
            return System.IO.Directory.CreateDirectory(Path.Combine(cache.Length > 0 ? cache : throw new IOException(), "darktower")).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return System.IO.Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"darktower-{Environment.UserName}")).FullName;
        }
    }

    /// <summary>Holds <paramref name="path"/> against other processes of this machine until disposed; waits for its holder.</summary>
    public static async Task<IDisposable> LockAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            }
        }
    }
}
