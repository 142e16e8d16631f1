using Microsoft.CodeAnalysis;

namespace DarkTower.Queries.Rules;

/// <summary>What is wrong with the code alone.</summary>
internal static class CodeRules
{
    public static readonly DiagnosticDescriptor Shape = Rule.Of(
        "DTQ001", "A query is a static partial method",
        "{0} {1}. Declare it as static partial Task NameAsync(Database, …, CancellationToken); the task may bring a column's "
            + "type, a record, a tuple or a List.",
        "The body of a query is generated; its method must be one that a body can be generated for.");

    public static readonly DiagnosticDescriptor Literal = Rule.Of(
        "DTQ002", "SQL is a string literal",
        "{0} takes its SQL from {1}, which is no string literal. Write the SQL itself into the attribute.",
        "describe reads the SQL from the source as it stands there; and a reader finds it where it runs.");

    public static readonly DiagnosticDescriptor Command = Rule.Of(
        "DTQ003", "SQL runs as a checked query",
        "{0} runs SQL that nothing has checked. Write a method with [TenantQuery] or [GlobalQuery]; where a command is really "
            + "needed, disable DTQ003 around it and say why.",
        "SQL that is not the SQL of a checked query is compared with no schema, bound to no tenant and tested for no index.");

    public static readonly DiagnosticDescriptor Session = Rule.Of(
        "DTQ004", "A statement leaves session and transaction alone",
        "{0} says {1}, which changes the state of the session or the transaction. Leave it out: the session is the pool's, the "
            + "transaction is the batch's, and the tenant is set by the generated code.",
        "Connections are given back without a reset, so what a statement sets would be the next caller's; and a statement that "
            + "ended the transaction would end the tenant with it.");

    public static readonly DiagnosticDescriptor Star = Rule.Of(
        "DTQ005", "Columns are named one by one",
        "{0} says {1}, which is whatever columns the table has when it runs. Name the columns.",
        "A column that a migration adds would change the result of a statement that is prepared, and of code that is deployed.");

    public static readonly DiagnosticDescriptor Name = Rule.Of(
        "DTQ006", "A query has a name of its own",
        "{0} is also the name of a query of {1}. Rename one of the methods: the lock, spans and metrics know a query by its name.",
        "The name is the method's without Async; it is unique in a project.", atEnd: true);

    public static readonly DiagnosticDescriptor GlobalReason = Rule.Of(
        "DTQ007", "A global query has no tenant, for a reason",
        "{0} {1}. Make it a [TenantQuery], or leave the tenant's table out and say in the attribute why it needs no tenant.",
        "A query without a tenant is the exception that a reader has to be told about; row security would show it nothing of a "
            + "tenant's table.");

    public static readonly DiagnosticDescriptor Opaque = Rule.Of(
        "DTQ008", "What runs is what was analysed",
        "{0} {2}. Leave {1} out: say in the statement itself what it does.",
        "A function that runs SQL given as text, that sets the tenant or has a body of its own, goes round everything that was "
            + "checked; and the server's own tables belong to nobody's tenant.");

    public static DiagnosticDescriptor[] All { get; } =
    [
        Shape, Literal, Command, Session, Star, Name, GlobalReason, Opaque,
    ];
}
