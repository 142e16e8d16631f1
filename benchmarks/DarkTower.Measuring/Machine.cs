using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using DarkTower.Fixtures;

namespace DarkTower.Measuring;

/// <summary>Where and of what the report is.</summary>
public static class Machine
{
    /// <summary>One paragraph: machine, versions, commit, day.</summary>
    public static string Describe(string postgres)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30);
        return string.Create(CultureInfo.InvariantCulture,
            $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {Processor()}, {Environment.ProcessorCount} cores "
            + $"for servers, PostgreSQL and clients together, {memory} GB. {RuntimeInformation.FrameworkDescription}, "
            + $"PostgreSQL {postgres}. "
            + $"Commit {Commit()}, {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC.");
    }

    private static string Commit()
    {
        var changed = Git("status", "--porcelain", "--untracked-files=no").Length > 0;
        return Git("rev-parse", "--short=12", "HEAD") + (changed ? " with changes" : "");
    }

    private static string Processor()
    {
        var line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return line is null ? "unknown processor" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    private static string Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, WorkingDirectory = Repository.Root };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        return output;
    }
}
