using System.Formats.Tar;
using System.IO.Compression;
using DarkTower.AppHost.Stores.Programs;

namespace DarkTower.AppHost.Tests.Stores;

/// <summary>Fetching through npm when npm misbehaves: an npm of the tests' own plays each failure.</summary>
public sealed class NpmPackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("darktower-tests-npm-").FullName;
    private readonly List<string> _said = [];

    private string Cache => Directory.CreateDirectory(Path.Combine(_folder, "cache")).FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_missing_npm_is_one_line_that_says_how_to_get_it()
    {
        var error = await Assert.ThrowsAsync<ProgramException>(() => FetchAsync(npm: null));

        Assert.Contains("npm is not installed", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task A_failing_download_leaves_nothing_and_the_next_one_succeeds()
    {
        var failing = Npm("echo 'npm error code ECONNRESET' >&2; exit 1");
        var error = await Assert.ThrowsAsync<ProgramException>(() => FetchAsync(failing));
        Assert.Contains("ECONNRESET", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Cache));

        var folder = await FetchAsync(Npm($"cp {Archive()} \"$4/demo-1.0.0.tgz\""));

        Assert.Equal("content", await File.ReadAllTextAsync(Path.Combine(folder, "file.txt")));
    }

    [Fact]
    public async Task An_archive_cut_short_is_not_kept()
    {
        var cut = Npm($"head -c 60 {Archive()} > \"$4/demo-1.0.0.tgz\"");

        var error = await Assert.ThrowsAsync<ProgramException>(() => FetchAsync(cut));

        Assert.Contains("Cannot unpack demo 1.0.0", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Cache));
    }

    [Fact]
    public async Task What_a_killed_fetch_left_behind_is_redone()
    {
        Directory.CreateDirectory(Path.Combine(Cache, "demo-1.0.0.partial", "package"));
        await File.WriteAllTextAsync(Path.Combine(Cache, "demo-1.0.0.partial", "package", "file.txt"), "half");

        var folder = await FetchAsync(Npm($"cp {Archive()} \"$4/demo-1.0.0.tgz\""));

        Assert.Equal("content", await File.ReadAllTextAsync(Path.Combine(folder, "file.txt")));
    }

    [Fact]
    public async Task Several_at_once_fetch_once()
    {
        var npm = Npm($"echo x >> {_folder}/calls; cp {Archive()} \"$4/demo-1.0.0.tgz\"");

        var folders = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => FetchAsync(npm))));

        Assert.Single(folders.Distinct());
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(_folder, "calls")));
    }

    [Fact]
    public async Task A_full_disk_is_one_line_that_says_what_to_do()
    {
        // A file system of 1 MB in a mount namespace of its own; the fetch runs in it through the test's own little npm.
        var full = Npm($"mkdir -p {_folder}/small; unshare --map-root-user --mount sh -c 'mount -t tmpfs -o size=1m tmpfs {_folder}/small && head -c 4000000 /dev/zero > {_folder}/small/file' 2>&1 | sed 's/^/npm error /' >&2; exit 228");

        var error = await Assert.ThrowsAsync<ProgramException>(() => FetchAsync(full));

        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was kept", error.Message, StringComparison.Ordinal);
    }

    private Task<string> FetchAsync(string? npm) => NpmPackage.FetchAsync("demo", "1.0.0", Cache, npm, _said.Add, null, CancellationToken.None);

    /// <summary>An executable that answers <c>npm pack NAME --pack-destination FOLDER …</c> with a script; the folder is its fourth argument.</summary>
    private string Npm(string script)
    {
        var path = Path.Combine(_folder, $"npm-{Guid.NewGuid():N}");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    private string Archive()
    {
        var package = Directory.CreateDirectory(Path.Combine(_folder, "source", "package")).FullName;
        File.WriteAllText(Path.Combine(package, "file.txt"), "content");
        var path = Path.Combine(_folder, "good.tgz");
        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        TarFile.CreateFromDirectory(Path.GetDirectoryName(package)!, gzip, includeBaseDirectory: false);
        return path;
    }
}
