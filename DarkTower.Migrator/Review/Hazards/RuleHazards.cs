using DarkTower.Migrator.Catalog;
using DarkTower.Migrator.Review.Observing;

namespace DarkTower.Migrator.Review.Hazards;

/// <summary>Rules of the schema that hold before the change and not after it, put to the statement that names the object.</summary>
internal static class RuleHazards
{
    public static IEnumerable<Finding> In(Change change, IReadOnlyList<Violation> before, IReadOnlyList<Violation> after)
    {
        var known = before.Select(violation => (violation.Code, violation.Object)).ToHashSet();
        foreach (var violation in after.Where(violation => !known.Contains((violation.Code, BeforeName(change, violation.Object)))))
        {
            // A partition needs no key of its own to be one; detached, it is the table it always was.
            if (violation.Code == "policy.primary-key" && change.End.Find(violation.Object) is { } table
                && change.Base.Relations.ContainsKey(table.Id) && !change.Base.IndexesOf(table.Id).Any(index => index.Primary))
                continue;
            var step = StepOf(change, violation.Object);
            yield return new Finding(violation.Code, violation.House ? Severity.Note : Severity.Error, change.Script,
                step?.Statement.Number ?? 0, step?.Statement.Line ?? 1, violation.Object, violation.Message, violation.SaferRewrite);
        }
    }

    /// <summary>What the object was called before, where the change renamed its table or column.</summary>
    private static string BeforeName(Change change, string name)
    {
        var parts = name.Split('.');
        if (parts.Length < 2 || change.End.Find($"{parts[0]}.{parts[1]}") is not { } now
            || !change.Base.Relations.TryGetValue(now.Id, out var before))
            return name;
        if (parts.Length == 2)
            return before.Name;
        // What is no column is a constraint, policy or index, and is called what it was.
        var column = change.End.ColumnsOf(now.Id).FirstOrDefault(column => column.Name == parts[2]);
        var old = column is null ? null : change.Base.Columns.GetValueOrDefault((now.Id, column.Number));
        return $"{before.Name}.{old?.Name ?? parts[2]}";
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
