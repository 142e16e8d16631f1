namespace DarkTower.Migrator.Verbs;

/// <summary>The clone of the project this program was started in, or built in.</summary>
internal static class Clone
{
    /// <exception cref="Refusal">There is none; the message ends with what can be done instead.</exception>
    public static string Root(string instead) =>
        FindRoot() ?? throw new Refusal(ExitCode.Usage, $"This is no clone of the project; {instead}");

    public static string? FindRoot()
    {
        foreach (var start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "DarkTower.sln")))
                    return folder.FullName;
            }
        }
        return null;
    }
}
