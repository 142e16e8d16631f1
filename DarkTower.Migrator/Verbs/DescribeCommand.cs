using System.CommandLine;
using DarkTower.AppHost.Stores.Programs;
using DarkTower.Migrator.Queries;
using DarkTower.Migrator.Running;

namespace DarkTower.Migrator.Verbs;

/// <summary>The command line of <c>describe</c>; it makes a throw-away database of its own.</summary>
internal static class DescribeCommand
{
    private static readonly Option<bool> Check = new("--check") { Description = "Writes nothing; exit code 16 when a file is stale." };
    private static readonly Option<int> Postgres = new("--postgres")
    {
        Description = $"Major version of the throw-away server, 15 to {PostgresProgram.NewestMajor}.",
        DefaultValueFactory = _ => PostgresProgram.NewestMajor,
    };

    private static readonly Option<string[]> Project = new("--project")
    {
        Description = $"A project's folder, several times if need be; without it every one of this clone that has a {Describe.FileName}.",
    };

    public static Command Create(Lazy<MigrationSet> set, Func<Func<Task>, Task<int>> guarded)
    {
        var describe = new Command("describe",
            "Describes every checked query on a throw-away database and writes queries.lock.json beside each project; see docs/QUERIES.md.")
        {
            Check, Postgres, Project,
        };
        describe.SetAction((given, stop) => guarded(() => Describe.RunAsync(
            set.Value, given.GetValue(Postgres), given.GetValue(Project) ?? [], given.GetValue(Check), Console.Out, Console.Error, stop)));
        return describe;
    }
}
