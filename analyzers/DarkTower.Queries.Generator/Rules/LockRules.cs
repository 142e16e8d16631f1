using Microsoft.CodeAnalysis;

namespace DarkTower.Queries.Rules;

/// <summary>What is wrong with the lock, or with a statement as a whole.</summary>
internal static class LockRules
{
    public static readonly DiagnosticDescriptor Described = Rule.Of(
        "DTQ101", "A query is described",
        "{0} is not in queries.lock.json. Run `dotnet run --project DarkTower.Migrator -- describe` and commit the file.",
        "The build needs no database because describe has asked one.");

    public static readonly DiagnosticDescriptor DescribedSql = Rule.Of(
        "DTQ102", "A query is described as it is",
        "{0}: {1} is not the one that queries.lock.json describes. Run `dotnet run --project DarkTower.Migrator -- describe` and "
            + "commit the file.",
        "What is known of other SQL says nothing about this one.");

    public static readonly DiagnosticDescriptor Lock = Rule.Of(
        "DTQ103", "The lock can be read",
        "queries.lock.json {0}. Run `dotnet run --project DarkTower.Migrator -- describe` and commit the file.",
        "The lock stands beside the project and is an additional file of its compilation.", atEnd: true);

    public static readonly DiagnosticDescriptor Schema = Rule.Of(
        "DTQ104", "The lock is of the schema the migrations make",
        "queries.lock.json describes the schema {0}, and the migrations make {1}. Run `dotnet run --project DarkTower.Migrator "
            + "-- describe` and commit the file.",
        "A migration may change what a query returns or whether it runs at all.", atEnd: true);

    public static readonly DiagnosticDescriptor Refused = Rule.Of(
        "DTQ105", "PostgreSQL accepts the statement",
        "{0} is refused by PostgreSQL: {2}. Correct the SQL and run describe again.",
        "The message is the server's own.");

    public static readonly DiagnosticDescriptor Unknown = Rule.Of(
        "DTQ201", "A parameter of the SQL is one of the method",
        "{0}: {1} is no parameter of the method. Name one of them: createdByUserId is @created_by_user_id; numbers are not "
            + "written by hand.",
        "Named parameters become positional ones when the project is built.");

    public static readonly DiagnosticDescriptor Unused = Rule.Of(
        "DTQ202", "A parameter of the method is used",
        "{0}: no statement says @{2}, so the argument {1} does nothing. Use it or leave it out.",
        "An argument that no statement reads is a filter that was forgotten.");

    public static readonly DiagnosticDescriptor ParameterType = Rule.Of(
        "DTQ203", "An argument has the type that the statement takes",
        "{0}: the argument {1} is {2}, and PostgreSQL takes {3}. {4}.",
        "Nothing is converted on the way: the server is told the type of every parameter.");

    public static readonly DiagnosticDescriptor ParameterNull = Rule.Of(
        "DTQ204", "An argument that may be null is not stored where nothing may be NULL",
        "{0}: the argument {1} is {2}, and its column is NOT NULL. Declare it without the question mark, or say in the SQL what "
            + "a null means.",
        "The statement would fail for a null.");

    public static DiagnosticDescriptor[] All { get; } =
    [
        Described, DescribedSql, Lock, Schema, Refused, Unknown, Unused, ParameterType, ParameterNull,
    ];
}
