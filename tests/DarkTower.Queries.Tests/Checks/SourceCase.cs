using System.Text.RegularExpressions;
using DarkTower.Queries.Locking;
using DarkTower.Queries.Source;
using Microsoft.CodeAnalysis.CSharp;

namespace DarkTower.Queries.Tests.Checks;

/// <summary>
/// A file of queries with its lock in a comment at the end. A comment <c>^ DTQ401 message</c> under a line says what is expected there;
/// <c>|</c> goes on with the message. <c>"?"</c> in the lock is the fingerprint that is right.
/// </summary>
internal sealed partial record SourceCase(string Name, string Code, string? Lock, IReadOnlyList<string> Expected)
{
    public const string Migration = "CREATE TABLE users (org_id uuid);\n";

    private const string LockBegin = "/* queries.lock.json";

    public static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, name);

    public static IEnumerable<string> Names(string folder) =>
        Directory.GetFiles(Folder(folder), "*.cs").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    public static SourceCase Read(string folder, string name) =>
        Parse(name, File.ReadAllText(Path.Combine(Folder(folder), name + ".cs")));

    public static SourceCase Parse(string name, string text)
    {
        var at = text.IndexOf(LockBegin, StringComparison.Ordinal);
        var code = at < 0 ? text : text[..at];
        return new SourceCase(name, code, at < 0 ? null : LockOf(text[at..], code), [.. Expectations(text, code.Count(c => c == '\n'))]);
    }

    private static IEnumerable<string> Expectations(string text, int codeLines)
    {
        var (line, number, current) = (0, 0, (string?)null);
        foreach (var content in text.Split('\n'))
        {
            number++;
            if (More().Match(content) is { Success: true } more && current is not null)
            {
                current += " " + more.Groups[1].Value;
                continue;
            }
            if (current is not null)
                yield return current;
            current = null;
            if (Expectation().Match(content) is { Success: true } expectation)
                current = $"{(line > codeLines ? $"lock {line - codeLines}" : line)}: {expectation.Groups[1].Value}";
            else
                line = number;
        }
        if (current is not null)
            yield return current;
    }

    /// <summary>With the right fingerprints, and every line at its place.</summary>
    private static string LockOf(string comment, string code)
    {
        var lines = comment[LockBegin.Length..].Replace("*/", "").Split('\n')
            .Select(line => Expectation().IsMatch(line) || More().IsMatch(line) ? "" : line);
        var text = string.Join('\n', lines);
        var queries = QuerySource.ReadAll(CSharpSyntaxTree.ParseText(code)).ToLookup(query => query.Name);
        JsonValue json;
        try
        {
            json = JsonReader.Read(text);
        }
        catch (LockException)
        {
            // Wrong on purpose.
            return text;
        }
        var marks = (json["queries"]?.Members ?? [])
            .SelectMany(query => (query.Value["statements"]?.Items ?? [])
                .Select((statement, index) => (Value: statement["sql"], query.Key, index)))
            .Where(mark => mark.Value?.Text == "?")
            .Select(mark => (mark.Value!.Start, Hash: queries[mark.Key].First().Hash(mark.index)))
            .Append((
                Start: json["schema"] is { Text: "?" } schema ? schema.Start : -1,
                Hash: Fingerprint.OfSchema([("1.up.sql", Migration)])));
        foreach (var (start, hash) in marks.Where(mark => mark.Start >= 0).OrderByDescending(mark => mark.Start))
            text = text[..(start + 1)] + hash + text[(start + 2)..];
        return text;
    }

    [GeneratedRegex(@"^\s*(?://|--) \^ (.*?)\s*$")]
    private static partial Regex Expectation();

    [GeneratedRegex(@"^\s*(?://|--) \| (.*?)\s*$")]
    private static partial Regex More();
}
