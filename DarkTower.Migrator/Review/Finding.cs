namespace DarkTower.Migrator.Review;

internal enum Severity
{
    /// <summary>Worth knowing; stops nothing.</summary>
    Note,

    /// <summary>Safe only under a condition that a person has to judge.</summary>
    Warning,

    /// <summary>Would hurt in production.</summary>
    Error,
}

/// <summary>One thing a database specialist would say about a change.</summary>
// Code: stable name of the hazard, such as lock.index-create; Hazards.Catalogue lists all.
// Statement: number of the statement in its script, from 1; 0 for the change as a whole.
// Line: line of the statement in its script, from 1.
// Subject: table or object it is about.
// Effect: what would happen in production.
// SaferRewrite: sQL or steps that reach the same safely.
internal sealed record Finding(
    string Code, Severity Severity, string Script, int Statement, int Line, string Subject, string Effect, string SaferRewrite)
{
    /// <summary>PostgreSQL major versions it was seen on.</summary>
    public IReadOnlyList<int> Pg { get; init; } = [];

    public (string, string, int, string) Identity => (Code, Script, Statement, Subject);
}
