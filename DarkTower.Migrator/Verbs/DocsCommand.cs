using System.CommandLine;
using DarkTower.Migrator.Running;
using Microsoft.Extensions.Configuration;

namespace DarkTower.Migrator.Verbs;

/// <summary>The command line of <c>docs</c>; without a database it makes one of its own.</summary>
internal static class DocsCommand
{
    private static readonly Option<bool> Check = new("--check") { Description = "Writes nothing; exit code 15 when the file is stale." };
    private static readonly Option<string?> Output = new("--output")
    {
        Description = "The file; without it docs/DATABASE_SCHEMA.md of this clone.",
    };

    public static Command Create(Lazy<MigrationSet> set, Func<Func<Task>, Task<int>> guarded)
    {
        var docs = new Command("docs", "Writes docs/DATABASE_SCHEMA.md from the database, or from a throw-away one when none is given.")
        {
            Check, Output,
        };
        docs.SetAction((given, stop) => guarded(() => Docs.RunAsync(
            new ConfigurationBuilder().AddEnvironmentVariables().Build(), set.Value, given.GetValue(Output), given.GetValue(Check),
            Console.Out, Console.Error, stop)));
        return docs;
    }
}
