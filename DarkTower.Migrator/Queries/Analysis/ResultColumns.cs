using System.Text.RegularExpressions;

namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>The columns that a statement returns.</summary>
internal static partial class ResultColumns
{
    public static IReadOnlyList<ColumnFact> Of(Query query, IReadOnlyList<(string Name, string Type)> columns, Nullability nullability)
    {
        var outputs = nullability.Outputs(query);
        var names = Names(outputs);
        return [.. columns.Select((column, i) =>
        {
            var mark = Mark().Match(column.Name);
            var never = mark.Groups["value"].Success;
            var full = mark.Groups["elements"].Success;
            var output = outputs[i];
            var array = column.Type.EndsWith("[]", StringComparison.Ordinal);
            return new ColumnFact(
                mark.Groups["name"].Value, column.Type, output.MayBeNull && !never,
                output.Absent is null ? null : names[output.Absent.Joins],
                array && output.Elements && !full,
                // Of a set operation, the output names the columns of its first part alone.
                query.SetOperation is null ? Origin.CheckOf(query, query.Output[i].The("expr")) : null, never || full);
        })];
    }

    /// <summary>Two groups of one name are told apart by number, in the order of the columns.</summary>
    private static Dictionary<IReadOnlySet<string>, string> Names(IEnumerable<Nullness> outputs)
    {
        var names = new Dictionary<IReadOnlySet<string>, string>(SetComparer);
        foreach (var absence in outputs.Select(output => output.Absent).OfType<Absence>())
        {
            if (names.ContainsKey(absence.Joins))
                continue;
            var name = absence.Name;
            for (var number = 2; names.ContainsValue(name); number++)
                name = $"{absence.Name} {number}";
            names.Add(absence.Joins, name);
        }
        return names;
    }

    private static readonly IEqualityComparer<IReadOnlySet<string>> SetComparer = EqualityComparer<IReadOnlySet<string>>.Create(
        (one, other) => one!.SetEquals(other!), set => set.Aggregate(0, (sum, item) => sum + item.GetHashCode(StringComparison.Ordinal)));

    [GeneratedRegex(@"^(?<name>.*?)((?<value>!)(?<elements>\[!\])?|(?<elements>\[!\]))?$", RegexOptions.Singleline)]
    private static partial Regex Mark();
}
