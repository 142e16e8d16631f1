using Microsoft.CodeAnalysis;

namespace DarkTower.Queries.Rules;

/// <summary>All rules of checked queries. Each message says what is wrong, with names, and then what to do.</summary>
internal static class Rule
{
    public static IReadOnlyDictionary<string, DiagnosticDescriptor> ById { get; } = new[]
    {
        CodeRules.All, LockRules.All, ResultRules.All, TenantRules.All,
    }.SelectMany(rules => rules).ToDictionary(rule => rule.Id);

    /// <param name="id">Its name.</param>
    /// <param name="title">What should be so.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="description">Why it should be so.</param>
    /// <param name="atEnd">It is known only when all of the project has been seen.</param>
    public static DiagnosticDescriptor Of(string id, string title, string message, string description, bool atEnd = false) => new(
        id, title, message, "DarkTower.Queries", DiagnosticSeverity.Error, isEnabledByDefault: true, description,
        $"docs/QUERIES.md#{id.ToLowerInvariant()}", atEnd ? [WellKnownDiagnosticTags.CompilationEnd] : []);
}
