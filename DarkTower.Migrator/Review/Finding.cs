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
/// <param name="Code">Stable name of the hazard, such as <c>lock.index-create</c>; <see cref="Hazards.Catalogue"/> lists all.</param>
/// <param name="Statement">Number of the statement in its script, from 1; 0 for the change as a whole.</param>
/// <param name="Line">Line of the statement in its script, from 1.</param>
/// <param name="Subject">Table or object it is about.</param>
/// <param name="Effect">What would happen in production.</param>
/// <param name="SaferRewrite">SQL or steps that reach the same safely.</param>
internal sealed record Finding(
    string Code, Severity Severity, string Script, int Statement, int Line, string Subject, string Effect, string SaferRewrite)
{
    /// <summary>PostgreSQL major versions it was seen on.</summary>
    public IReadOnlyList<int> Pg { get; init; } = [];

    public (string, string, int, string) Identity => (Code, Script, Statement, Subject);
}
