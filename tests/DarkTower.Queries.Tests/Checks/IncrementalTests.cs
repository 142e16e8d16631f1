using Microsoft.CodeAnalysis;

namespace DarkTower.Queries.Tests.Checks;

public sealed class IncrementalTests
{
    private const string Lock = """
        {
          "schema": "0",
          "queries": {
            "First": { "statements": [{ "sql": "1", "parameters": { "org": "uuid" }, "tables": ["users"] }] },
            "Second": { "statements": [{ "sql": "2", "parameters": { "org": "uuid" }, "tables": ["users"] }] }
          }
        }
        """;

    private static readonly string First = File("First", "SELECT 1 AS one");
    private static readonly string Second = File("Second", "SELECT 2 AS two");

    [Fact]
    public void An_edit_of_one_query_writes_one_file_anew()
    {
        var steps = Run(Lock, First, Lock, First.Replace("SELECT 1", "SELECT 3"));

        Assert.Equal(["First Modified", "Second Cached"], steps[QueryGenerator.ModelStep]);
    }

    [Fact]
    public void An_edit_around_a_query_writes_none()
    {
        var steps = Run(Lock, First, Lock, "// One line more.\n" + First);

        Assert.Equal(["First Cached", "Second Cached"], steps[QueryGenerator.ModelStep]);
    }

    [Fact]
    public void An_edit_of_one_block_of_the_lock_writes_one_file_anew()
    {
        var steps = Run(Lock, First, Lock.Replace("\"sql\": \"2\"", "\"sql\": \"3\""), First);

        Assert.Equal(["First Unchanged", "Second Modified"], steps[QueryGenerator.InputStep]);
        Assert.Contains("First Cached", steps[QueryGenerator.ModelStep]);
    }

    private static string File(string name, string sql) => $$"""
        internal static partial class {{name}}
        {
            [TenantQuery("users", "{{sql}}")]
            private static partial Task<int> {{name}}Async(Database database, OrgId org, CancellationToken cancellationToken);
        }
        """;

    /// <summary>What became of each query in each step of the second run.</summary>
    private static Dictionary<string, List<string>> Run(string lockBefore, string before, string lockAfter, string after)
    {
        var compilation = InMemory.Compile(("First.cs", before), ("Second.cs", Second));
        var tree = compilation.SyntaxTrees.Single(tree => tree.FilePath == "First.cs");
        var texts = InMemory.AdditionalTexts(lockBefore);
        var driver = InMemory.Driver(lockBefore).ReplaceAdditionalTexts(texts).RunGenerators(compilation);
        if (lockAfter != lockBefore)
            driver = driver.ReplaceAdditionalText(texts[0], InMemory.AdditionalTexts(lockAfter)[0]);
        var changed = compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(after)));

        var result = driver.RunGenerators(changed).GetRunResult().Results.Single();

        return new[] { QueryGenerator.InputStep, QueryGenerator.ModelStep }.ToDictionary(step => step, step => result.TrackedSteps[step]
            .SelectMany(run => run.Outputs)
            .Select(output => $"{NameOf(output.Value)} {output.Reason}")
            .Order(StringComparer.Ordinal)
            .ToList());
    }

    private static string NameOf(object step) => step switch
    {
        Model.QueryInput input => input.Query.Name,
        Model.QueryModel model => model.Query.Name,
        _ => "",
    };
}
