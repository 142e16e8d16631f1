using DarkTower.Migrator.Catalog;
using DarkTower.Migrator.Review.Observing;

namespace DarkTower.Migrator.Review.Hazards;

/// <summary>Rules of the schema that hold before the change and not after it, put to the statement that names the object.</summary>
internal static class RuleHazards
{
    public static IEnumerable<Finding> In(Change change, IReadOnlyList<Violation> before, IReadOnlyList<Violation> after)
    {
        var known = before.Select(violation => (violation.Code, violation.Object)).ToHashSet();
        foreach (var violation in after.Where(violation => !known.Contains((violation.Code, violation.Object))))
        {
            var step = StepOf(change, violation.Object);
            yield return new Finding(violation.Code, violation.House ? Severity.Note : Severity.Error, change.Script,
                step?.Statement.Number ?? 0, step?.Statement.Line ?? 1, violation.Object, violation.Message, violation.SaferRewrite);
        }
    }

    private static Step? StepOf(Change change, string name)
    {
        var parts = name.Split('.');
        var steps = change.Steps.Where(step => step.Words.Verb != "comment").ToList();
        return (parts.Length > 2 ? steps.Find(step => step.Words.Names(parts[1]) && step.Words.Names(parts[2])) : null)
            ?? steps.Find(step => step.Words.Names(parts.Length > 1 ? parts[1] : parts[0]))
            ?? steps.LastOrDefault();
    }
}
