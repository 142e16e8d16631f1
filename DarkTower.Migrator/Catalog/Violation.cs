namespace DarkTower.Migrator.Catalog;

/// <summary>A rule of the schema that a database breaks.</summary>
/// <param name="Rule">Number of the rule; 0 for one that is about personal and card data only.</param>
/// <param name="Code">Stable name for programs, such as <c>tenant.rls-not-forced</c>.</param>
/// <param name="Object">What breaks it, with its schema: <c>public.users.email</c>.</param>
/// <param name="Message">What is wrong and what it would do in production.</param>
/// <param name="SaferRewrite">SQL or advice that puts it right.</param>
internal sealed record Violation(int Rule, string Code, string Object, string Message, string SaferRewrite)
{
    /// <summary>A custom of this house, which somebody else's schema need not follow.</summary>
    public bool House { get; init; }
}
