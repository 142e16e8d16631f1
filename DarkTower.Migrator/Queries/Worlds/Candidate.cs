namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>One way to a value of a column.</summary>
/// <param name="Of">The value's text for a row; null is NULL.</param>
/// <param name="Listed">One of a closed list, or NULL: each of these is worth a row.</param>
internal sealed record Candidate(Func<RowAt, string?> Of, bool Listed = false)
{
    public static Candidate Null { get; } = new(_ => null, Listed: true);

    /// <summary>What stands for it when the checks are asked.</summary>
    public string? Sample => Of(default);

    public static Candidate Fixed(string text, bool listed = false) => new(_ => text, listed);
}
