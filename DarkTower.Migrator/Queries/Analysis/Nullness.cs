namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>Rows that are missing together.</summary>
/// <param name="Joins">The outer joins that miss them; equal for what is missing at the same time.</param>
/// <param name="Name">The first relation that is missing.</param>
internal sealed record Absence(IReadOnlySet<string> Joins, string Name)
{
    public bool Covers(Absence other) => Joins.IsSupersetOf(other.Joins);
}

/// <summary>When an expression is NULL.</summary>
/// <param name="MayBeNull">Also while all rows are there.</param>
/// <param name="Absent">Always when these rows are missing.</param>
/// <param name="Elements">An array's elements may be NULL.</param>
internal readonly record struct Nullness(bool MayBeNull, Absence? Absent, bool Elements)
{
    public static Nullness Never { get; } = new(false, null, false);

    public static Nullness Maybe { get; } = new(true, null, true);

    /// <summary>NULL for any reason.</summary>
    public bool Any => MayBeNull || Absent is not null;

    /// <summary>Seen from where rows are no longer told apart.</summary>
    public Nullness Flat => this with { MayBeNull = Any, Absent = null };

    /// <summary>Of what is NULL exactly when one of its arguments is.</summary>
    public static Nullness OfStrict(IReadOnlyList<Nullness> arguments)
    {
        var absences = arguments.Select(argument => argument.Absent).OfType<Absence>().ToList();
        // Missing with any of several: one group says so only when its joins are those of all.
        var widest = absences.Find(one => absences.TrueForAll(one.Covers));
        var any = arguments.Any(argument => argument.MayBeNull) || (absences.Count > 0 && widest is null);
        return new(any, widest, true);
    }

    /// <summary>Of a column that comes from either.</summary>
    public static Nullness Either(Nullness one, Nullness other) =>
        new(one.Any || other.Any, null, one.Elements || other.Elements);
}
