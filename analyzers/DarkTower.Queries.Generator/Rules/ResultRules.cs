using Microsoft.CodeAnalysis;

namespace DarkTower.Queries.Rules;

/// <summary>What is wrong with what a method brings.</summary>
internal static class ResultRules
{
    public static readonly DiagnosticDescriptor Missing = Rule.Of(
        "DTQ301", "Every part of a result is a column",
        "{0}: {1}. Return the column from the SQL, or leave its part of the result out.",
        "Columns are taken by name: DisplayName is display_name.");

    public static readonly DiagnosticDescriptor Extra = Rule.Of(
        "DTQ302", "Every column is a part of the result",
        "{0}: nothing takes the column {1}. Leave it out of the SQL, or give the result a member for it.",
        "A column that nobody reads costs what a column costs.");

    public static readonly DiagnosticDescriptor ColumnType = Rule.Of(
        "DTQ303", "A part of a result has the type of its column",
        "{0}: {1} is {2}, and the column {3} is {4}. {5}.",
        "Nothing is converted on the way.");

    public static readonly DiagnosticDescriptor Enum = Rule.Of(
        "DTQ304", "An enum is the list of a CHECK",
        "{0}: {1} is {2}, but {3}. Make the members and the list the same; ConnectionLost is connection_lost.",
        "A value that only one side knows fails when it is first used.");

    public static readonly DiagnosticDescriptor Rows = Rule.Of(
        "DTQ305", "A result has room for the rows that may come",
        "{0} {1}. Bring {2}, or fix a unique key in the SQL.",
        "Rows are counted by the unique keys that the statement fixes: a row that nobody reads is an answer that nobody gets.");

    public static readonly DiagnosticDescriptor ColumnName = Rule.Of(
        "DTQ306", "A column has a name of its own",
        "{0}: {1}. Name it with AS.",
        "Columns are taken by name.");

    public static readonly DiagnosticDescriptor Violation = Rule.Of(
        "DTQ307", "A violation names a constraint",
        "{0}: no table that it may write has a constraint or unique index {1}. Name one that has, or remove the attribute.",
        "A name that is none makes no refusal of anything.");

    public static readonly DiagnosticDescriptor Refusal = Rule.Of(
        "DTQ308", "A refusal has a place in the result",
        "{0} brings {1}, which cannot carry a refusal. Bring one row as a tuple of string? Refusal and parts that may all be "
            + "null.",
        "A violated constraint becomes a row with the code and nothing else.");

    public static readonly DiagnosticDescriptor Null = Rule.Of(
        "DTQ401", "NULL has a place in the result",
        "{0}: {1} is {2}, and the column {3} {4}. Add a question mark, return something that is never NULL, or claim it: AS "
            + "\"{3}!\".",
        "What may be NULL is known from the catalog and the joins; a claim is tested by describe and by the generated code.");

    public static readonly DiagnosticDescriptor Absent = Rule.Of(
        "DTQ402", "Absence can be told",
        "{0}: {1} may be absent, but {2}. Return a column that is NOT NULL in its table, or bring a tuple or record that keeps "
            + "the two apart.",
        "A row that is not there is told by a column that would not be NULL if it were.");

    public static readonly DiagnosticDescriptor Element = Rule.Of(
        "DTQ403", "NULL has a place in an array",
        "{0}: {1} is {2}, and elements of the column {3} may be NULL. Put the question mark on the element, or claim that none "
            + "is: AS \"{3}[!]\".",
        "An array's element may be NULL whatever its column says.");

    public static readonly DiagnosticDescriptor Claim = Rule.Of(
        "DTQ404", "A claim holds",
        "{0} claims that {1} is never NULL. {2}. Remove the mark, and let the result hold the NULL.",
        "describe runs the statement on rows that make NULLs and looks.");

    public static DiagnosticDescriptor[] All { get; } =
    [
        Missing, Extra, ColumnType, Enum, Rows, ColumnName, Violation, Refusal, Null, Absent, Element, Claim,
    ];
}
