using System.Text.RegularExpressions;
using DarkTower.Migrator.Scripts;
using DarkTower.Queries.Sql;

namespace DarkTower.Migrator.Review;

/// <summary>One step of an earlier script: a statement, with the rows that follow it when it is a COPY of a dump.</summary>
internal sealed record PriorStep(int Line, string Sql, string? Rows);

/// <summary>
/// Reads an earlier script as psql would: dumps are written for it, with commands of its own and rows between the statements.
/// </summary>
internal static partial class PriorScript
{
    /// <exception cref="ScriptException">A quoted piece or a comment does not end.</exception>
    public static IReadOnlyList<PriorStep> Read(string text)
    {
        text = Commands().Replace(text.ReplaceLineEndings("\n"), "");
        List<PriorStep> steps = [];
        var from = 0;
        foreach (Match copy in Copies().Matches(text))
        {
            steps.AddRange(Statements(text, from, copy.Index));
            steps.Add(new PriorStep(LineOf(text, copy.Index), copy.Groups["sql"].Value, copy.Groups["rows"].Value));
            from = copy.Index + copy.Length;
        }
        steps.AddRange(Statements(text, from, text.Length));
        return steps;
    }

    private static IEnumerable<PriorStep> Statements(string text, int from, int to) =>
        StatementSplitter.Split(text[from..to])
            .Select(statement => new PriorStep(LineOf(text, from) + statement.Line - 1, statement.Sql, null));

    private static int LineOf(string text, int at) => text.AsSpan(0, at).Count('\n') + 1;

    // Only commands that change nothing here: the database stays this one, and a whole script fails at its first error anyway.
    [GeneratedRegex(@"^\\(?:restrict|unrestrict|connect|encoding|set|unset|echo|pset|timing)\b.*$", RegexOptions.Multiline)]
    private static partial Regex Commands();

    [GeneratedRegex(@"^(?<sql>COPY [^;]+ FROM stdin[^;]*);[ \t]*\n(?<rows>(?:(?!\\\.$).*\n)*?)\\\.$",
        RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Copies();
}
