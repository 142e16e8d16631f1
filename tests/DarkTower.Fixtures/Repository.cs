namespace DarkTower.Fixtures;

/// <summary>Paths of the clone the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Debug or Release, as the tests were built.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>The assembly of a project of the solution, built in the same configuration as the tests.</summary>
    public static string AssemblyOf(string project)
    {
        string[] folders = [Root, Path.Combine(Root, "benchmarks"), Path.Combine(Root, "tests")];
        return folders.Select(f => Path.Combine(f, project, "bin", Configuration, "net10.0", project + ".dll")).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"{project} is not built in configuration {Configuration}: reference it from the test project.");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DarkTower.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No DarkTower.sln above {AppContext.BaseDirectory}.");
    }
}
