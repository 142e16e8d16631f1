namespace Aspire.Hosting.Orchestration.Processes;

internal static class CommandPath
{
    /// <summary>The file a command means: as it stands, beside the working directory, or on the PATH the process will have.</summary>
    public static string Find(ChildStart start)
    {
        var candidates = start.Command.Contains('/')
            ? [Path.Combine(start.WorkingDirectory, start.Command)]
            : (start.Environment.GetValueOrDefault("PATH") ?? "").Split(
                ':', StringSplitOptions.RemoveEmptyEntries).Select(p => Path.Combine(p, start.Command));
        return candidates.FirstOrDefault(IsExecutable)
            ?? throw new DistributedApplicationException(
                $"there is no program '{start.Command}'{(start.Command.Contains('/') ? "" : " on PATH")}");
    }

    private static bool IsExecutable(string file) =>
        File.Exists(file)
            && (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
