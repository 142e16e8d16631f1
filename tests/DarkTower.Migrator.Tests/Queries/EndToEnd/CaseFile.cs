using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DarkTower.Migrator.Tests.Queries.EndToEnd;

/// <summary>
/// A file of queries with what the build must say of each: <c>// expect: DTQ501</c> or <c>// expect: nothing</c> above a method, and
/// <c>// at: text</c> for a piece of the line the error must be at.
/// </summary>
internal sealed partial record CaseFile(string Name, string Code)
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Queries", "EndToEnd", "Cases");

    public static IEnumerable<string> Names() => Directory.EnumerateFiles(Folder, "*.cs.txt", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file)[..^".cs.txt".Length]).Order(StringComparer.Ordinal);

    public static CaseFile Read(string name) => new(name, File.ReadAllText(Path.Combine(Folder, name + ".cs.txt")));

    /// <summary>For each method that expects something: its name, lines, and what it expects.</summary>
    public IEnumerable<Expectation> Expectations(SyntaxTree tree)
    {
        foreach (var method in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
        {
            var comments = method.GetLeadingTrivia().ToFullString();
            if (Expect().Match(comments) is not { Success: true } expect)
                continue;
            var ids = expect.Groups[1].Value.Trim() is var text && text == "nothing" ? [] : text.Split(", ");
            var lines = tree.GetLineSpan(method.Span);
            yield return new Expectation(method.Identifier.ValueText, lines.StartLinePosition.Line, lines.EndLinePosition.Line, ids,
                At().Match(comments) is { Success: true } at ? at.Groups[1].Value.Trim() : null);
        }
    }

    [GeneratedRegex(@"//\s*expect:\s*(.+)")]
    private static partial Regex Expect();

    [GeneratedRegex(@"//\s*at:\s*(.+)")]
    private static partial Regex At();
}

/// <param name="Method">Its name.</param>
/// <param name="FirstLine">From 0.</param>
/// <param name="LastLine">From 0.</param>
/// <param name="Ids">Sorted by line.</param>
/// <param name="At">A piece of the line of the first.</param>
internal sealed record Expectation(string Method, int FirstLine, int LastLine, IReadOnlyList<string> Ids, string? At);
