using System.Text;

namespace DarkTower.Migrator.Catalog.Document;

/// <summary>Writes Markdown as GitHub reads it.</summary>
internal sealed class Markdown
{
    private readonly StringBuilder _text = new();

    public void Line(string text = "") => _text.Append(text).Append('\n');

    public void Heading(int level, string text)
    {
        Line($"{new string('#', level)} {text}");
        Line();
    }

    public void Paragraph(string text)
    {
        Line(text);
        Line();
    }

    /// <summary>Nothing when there are no rows.</summary>
    public void Table(string[] head, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return;
        Line($"| {string.Join(" | ", head)} |");
        Line($"|{string.Concat(Enumerable.Repeat("---|", head.Length))}");
        foreach (var row in all)
            Line($"| {string.Join(" | ", row)} |");
        Line();
    }

    public static string Cell(string? text) => (text ?? "").ReplaceLineEndings(" ").Replace("|", "\\|").Replace("<", "&lt;");

    /// <summary>In a table a bar must be escaped even within code.</summary>
    public static string Code(string text) => $"`{text.ReplaceLineEndings(" ").Replace("|", "\\|")}`";

    public static string Link(Relation table) => $"[{table.Name}](#{table.Name})";

    public override string ToString() => _text.ToString().TrimEnd('\n') + "\n";
}
