namespace DarkTower.Migrator.Scripts;

/// <summary>A <c>--</c> comment of a script, without its dashes.</summary>
public sealed record Comment(int Line, string Text);

/// <summary>How often a statement runs.</summary>
public enum Backfill
{
    None,

    /// <summary>Again and again, each time in a transaction of its own, until it changes no row.</summary>
    UntilNoRow,

    /// <summary>The same for each organization, as that tenant: forced row security hides the rows from the owner otherwise.</summary>
    EachOrg,
}

/// <summary>One statement of a script, with its place for messages and the comments above and inside it.</summary>
public sealed record Statement(int Number, int Line, string Sql, IReadOnlyList<Comment> Comments)
{
    private const string Mark = "backfill";
    private const string PartitionMark = "each partition";

    /// <summary>From the comment above it, <c>-- each partition</c>: an index of a partitioned table, built partition by partition.</summary>
    public bool EachPartition => Comments.Any(comment => comment.Line < Line && comment.Text == PartitionMark);

    /// <summary>From the comment above it: <c>-- backfill</c> or <c>-- backfill: each org</c>.</summary>
    public Backfill Backfill =>
        Comments.LastOrDefault(comment => comment.Line < Line && comment.Text.StartsWith(Mark, StringComparison.Ordinal))?.Text switch
        {
            Mark => Backfill.UntilNoRow,
            $"{Mark}: each org" => Backfill.EachOrg,
            _ => Backfill.None,
        };
}
