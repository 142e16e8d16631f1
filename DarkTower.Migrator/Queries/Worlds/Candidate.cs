namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>One way to a value of a column.</summary>
/// <param name="Of">The value's text for a row; null is NULL.</param>
/// <param name="Listed">One of a closed list, or NULL: each of these is worth a row.</param>
internal sealed record Candidate(Func<RowAt, string?> Of, bool Listed = false)
{
    // Compared as the thing it is: there is one for each value of a column.
    public bool Equals(Candidate? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    public static Candidate Null { get; } = new(_ => null, Listed: true);

    /// <summary>What stands for it when the checks are asked.</summary>
    public string? Sample => Of(default);

    public static Candidate Fixed(string text, bool listed = false) => new(_ => text, listed);
}
