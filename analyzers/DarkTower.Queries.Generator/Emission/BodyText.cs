using System.Text;
using DarkTower.Queries.Model;

namespace DarkTower.Queries.Emission;

/// <summary>Lines of a body, and names in it.</summary>
internal sealed class BodyText(StringBuilder text, QueryDeclaration query)
{
    private const string Step = "    ";

    private readonly HashSet<string> _arguments = [.. query.Parameters.Select(parameter => parameter.Name.Split('.')[0])];

    public string Indent { get; private set; } = Step + Step;

    /// <summary>A variable's name; an argument may have it already.</summary>
    public string Local(string name) => _arguments.Contains(name) ? Local(name + "_") : name;

    public void Open()
    {
        Line("{");
        Indent += Step;
    }

    public void Close()
    {
        Indent = Indent[Step.Length..];
        Line("}");
    }

    public void Line(string line) => text.Append(line.Length == 0 ? "" : Indent).Append(line).Append('\n');
}
