using DarkTower.Queries.Shapes;
using Microsoft.CodeAnalysis.CSharp;

namespace DarkTower.Queries.Emission;

/// <summary>Names and literals of generated code.</summary>
internal static class Global
{
    public const string Parameter = "global::Npgsql.NpgsqlParameter";
    public const string Command = "global::Npgsql.NpgsqlBatchCommand";
    public const string InvalidOperation = "global::System.InvalidOperationException";
    public const string NullClaims = "global::DarkTower.Queries.NullClaims";
    public const string EnumSpace = "DarkTower.Queries.Generated";

    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    public static string Name(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>A raw literal: the SQL is to be read in it as it was written.</summary>
    public static string RawLiteral(string text)
    {
        var quotes = "\"\"\"";
        while (text.Contains(quotes))
            quotes += "\"";
        return $"{quotes}\n{text}\n{quotes}";
    }

    /// <summary>The class that maps an enum.</summary>
    public static string EnumClass(string type) => type.Replace("global::", "").Replace('.', '_') + "Text";

    public static string EnumText(Leaf leaf) => $"global::{EnumSpace}.{EnumClass(EnumType(leaf))}";

    public static string EnumType(Leaf leaf) => leaf.Wrapped ?? leaf.Type;
}
