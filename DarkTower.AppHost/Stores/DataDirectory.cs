using System.Security.Cryptography;
using System.Text;
using DarkTower.AppHost.Configuration;
using DarkTower.AppHost.Stores.Programs;

namespace DarkTower.AppHost.Stores;

/// <summary>The folder that holds the embedded stores' data and, beside it, the secrets that open it: the two never part.</summary>
internal sealed class DataDirectory
{
    private readonly Lock _secrets = new();

    private DataDirectory(string path) => Path = path;

    public string Path { get; }

    /// <summary>The configured folder, else <c>.data</c> beside AppHost.cs, else (source folder read-only) a folder of this clone in the user's state.</summary>
    /// <exception cref="ConfigurationException">The folder cannot be written.</exception>
    public static DataDirectory Open(string? configured, string appHostDirectory)
    {
        if (configured is not null)
        {
            return TryUse(configured) ?? throw new ConfigurationException(
                $"DarkTower:DataDirectory is '{configured}', which this user cannot write. Choose another folder or change its owner.");
        }

        var clone = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(appHostDirectory)))[..8];
        // Verified, a folder that is not there yet is "": the data would go where the AppHost happens to be started.
        var state = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        string[] candidates =
        [
            System.IO.Path.Combine(appHostDirectory, ".data"),
            System.IO.Path.Combine(state, "darktower", clone),
            System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"darktower-{Environment.UserName}-{clone}"),
        ];
        return candidates.Select(TryUse).FirstOrDefault(d => d is not null)
            ?? throw new ConfigurationException("No folder for the data can be written. Set DarkTower:DataDirectory.");
    }

    /// <summary>A secret of this folder: generated the first time it is asked for, the same ever after.</summary>
    /// <returns>32 letters and digits (190 bits).</returns>
    public string Secret(string name)
    {
        var file = SecretFile(name);
        // Resources ask for it at the same time when they start: all must get the one that is kept.
        lock (_secrets)
        {
            if (!File.Exists(file))
            {
                PrivateFile.Write(file, RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 32));
            }

            return File.ReadAllText(file).Trim();
        }
    }

    public string SecretFile(string name) => System.IO.Path.Combine(Path, "secrets", name);

    /// <summary>Takes the folder for this process; a second AppHost on it would start a second server on the same files.</summary>
    /// <exception cref="ConfigurationException">Another process has it.</exception>
    public DataLock Lock()
    {
        var owner = System.IO.Path.Combine(Path, "owner");
        try
        {
            var held = new FileStream(System.IO.Path.Combine(Path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(owner, $"{Environment.ProcessId}");
            return new DataLock(held);
        }
        catch (IOException e) when (File.Exists(owner))
        {
            throw new ConfigurationException($"Another AppHost (process {File.ReadAllText(owner)}) is running on {Path}. " +
                "Stop it, or give this one a folder of its own: --DarkTower:DataDirectory=<folder>.", e);
        }
    }

    private static DataDirectory? TryUse(string path)
    {
        try
        {
            var full = Directory.CreateDirectory(path).FullName;
            Directory.CreateDirectory(System.IO.Path.Combine(full, "secrets"));
            var probe = System.IO.Path.Combine(full, $".probe-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new DataDirectory(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>A data directory taken by this process, until disposed or the process ends.</summary>
internal sealed class DataLock(FileStream held) : IDisposable
{
    public void Dispose() => held.Dispose();
}
