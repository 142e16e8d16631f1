using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DarkTower.Fixtures;
using DarkTower.GcDatabase.Infrastructure;

namespace DarkTower.GcDatabase.Tests;

public sealed partial class ArchitectureTests
{
    private static readonly string Project = Path.Combine(Repository.Root, "DarkTower.GcDatabase");

    /// <summary>A use case is a file of an aggregate that maps an endpoint.</summary>
    private static readonly Dictionary<string, string> UseCases = Directory.EnumerateFiles(Project, "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
        .Select(file => (Name: Path.GetFileNameWithoutExtension(file), Text: File.ReadAllText(file)))
        .Where(file => Maps().IsMatch(file.Text))
        .ToDictionary(file => file.Name, file => file.Text);

    /// <summary>The contract knows them by their names: a file that maps none, or two, is seen here.</summary>
    [Fact]
    public void Every_operation_of_the_document_is_a_use_case_of_its_own()
    {
        var document = Path.Combine(Repository.Root, "tests", "DarkTower.GcDatabase.Tests", "openapi.v1.json");
        var operations = JsonNode.Parse(File.ReadAllText(document))!["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!["operationId"]!.GetValue<string>()).ToList();

        Assert.NotEmpty(operations);
        Assert.Equal(operations.Order(StringComparer.Ordinal), UseCases.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_use_case_never_refers_to_another()
    {
        Assert.NotEmpty(UseCases);
        foreach (var (name, text) in UseCases)
            foreach (var other in UseCases.Keys.Where(other => other != name))
                Assert.False(Regex.IsMatch(text, $@"\b{other}(Request|Response)?\b(?!"")"), $"{name} refers to {other}.");
    }

    [Fact]
    public void Every_endpoint_requires_a_scope_and_has_a_name_and_a_summary()
    {
        Assert.NotEmpty(UseCases);
        foreach (var (name, text) in UseCases)
        {
            Assert.Equal(Maps().Count(text), Regex.Count(text, @"\.RequireScope\(""[a-z-]+:[a-z]+""\)"));
            Assert.Contains($".WithName(\"{name}\")", text, StringComparison.Ordinal);
            Assert.Contains(".WithSummary(", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_refusal_a_statement_answers_with_is_known()
    {
        var codes = UseCases.Values.SelectMany(text => Code().Matches(text)).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.True(codes.Count > 10);
        Assert.All(codes, code => Assert.Equal(code, Refusals.Of(code).ProblemDetails.Extensions["code"]));
    }

    [Fact]
    public void Program_is_a_table_of_contents() => Assert.InRange(File.ReadAllLines(Path.Combine(Project, "Program.cs")).Length, 1, 70);

    [GeneratedRegex(@"\.Map(Get|Post|Put|Patch|Delete)\(")]
    private static partial Regex Maps();

    [GeneratedRegex(@"(?:THEN '|OnViolation\(""[a-z_]+"", ""|Refusals\.Of\("")([a-z]+(?:-[a-z]+)+)['""]")]
    private static partial Regex Code();
}
