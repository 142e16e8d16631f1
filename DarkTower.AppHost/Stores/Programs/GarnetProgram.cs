using System.Diagnostics;
using System.Text.Json;

namespace DarkTower.AppHost.Stores.Programs;

/// <summary>Garnet as the .NET tool that <c>.config/dotnet-tools.json</c> names: restored once, then run from its assembly.</summary>
internal sealed record GarnetProgram(string AssemblyPath, string Version)
{
    private const string Package = "garnet-server";

    /// <param name="toolManifest">Path of the tool manifest that pins the version.</param>
    /// <param name="say">Receives progress lines.</param>
    /// <param name="cancellationToken">Stops the restore.</param>
    /// <exception cref="ProgramException">The tool cannot be restored.</exception>
    public static async Task<GarnetProgram> FindAsync(string toolManifest, Action<string> say, CancellationToken cancellationToken = default)
    {
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(toolManifest, cancellationToken));
        var version = manifest.RootElement.GetProperty("tools").GetProperty(Package).GetProperty("version").GetString()!;
        if (Find(version) is { } restored)
        {
            return restored;
        }

        // Two restores of a tool at once may trip over each other's files, and the one that fails would be ours.
        using var held = await ProgramCache.LockAsync(Path.Combine(ProgramCache.Directory, $"{Package}-{version}.lock"), cancellationToken);
        if (Find(version) is { } byAnother)
        {
            return byAnother;
        }

        say($"fetching {Package} {version} (once, a .NET tool of about 60 MB) ...");
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["tool", "restore", "--tool-manifest", toolManifest])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return Find(version) ?? throw new ProgramException(
            $"The .NET tool {Package} {version} could not be restored: {(await errors + await output).Trim().Split('\n').LastOrDefault()} " +
            "Give ConnectionStrings:redis, or set DarkTower:RedisEngine to redis-server or valkey-server with that program on PATH.");
    }

    private static GarnetProgram? Find(string version)
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var tools = Path.Combine(packages, Package, version, "tools");
        // The marker is what NuGet writes last: without it the package is half unpacked.
        return File.Exists(Path.Combine(packages, Package, version, ".nupkg.metadata")) && Directory.Exists(tools)
            && Directory.EnumerateFiles(tools, "GarnetServer.dll", SearchOption.AllDirectories)
                .Where(f => RuntimeMajor(f) <= Environment.Version.Major).MaxBy(RuntimeMajor) is { } assembly
            ? new GarnetProgram(assembly, version)
            : null;
    }

    private static int RuntimeMajor(string path) =>
        path.Split(Path.DirectorySeparatorChar).Select(p => p.StartsWith("net", StringComparison.Ordinal)
            && System.Version.TryParse(p.AsSpan(3), out var v) ? v.Major : 0).Max();
}
