using System.Globalization;

namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>Which row of the world: everything in it follows from this.</summary>
/// <param name="Org">The organization's number.</param>
/// <param name="Number">The row's number within the table and the organization.</param>
internal readonly record struct RowAt(int Org, int Number)
{
    // Between two moments of a row lies more than the rows are apart, so their order is the same in every row.
    private static readonly DateTime[] Moments =
    [
        new(2020, 1, 1), new(2020, 3, 1), new(2100, 1, 1), new(2100, 3, 1),
    ];

    public static int MomentCount => Moments.Length;

    /// <summary>The same row of everybody: ids and other parts of primary keys do not differ between organizations.</summary>
    public RowAt Shared => this with { Org = 0 };

    public RowAt Next => this with { Number = Number + 1 };

    /// <summary>Different for every row.</summary>
    public long Seed => (Org * 1000L) + Number + 1;

    /// <summary>Two moments long ago and two far ahead, so that no answer depends on the day on which it is asked for.</summary>
    public DateTime Moment(int which) => Moments[which].AddMinutes(Number).AddSeconds(Org);

    public static string OrgId(int org) => Id("org_id", org);

    /// <summary>The n-th id of a kind, whoever it belongs to; later ones are greater, as with ids made by time.</summary>
    public static string Id(string kind, int number)
    {
        var hash = kind.Aggregate(2166136261u, (hash, c) => (hash ^ c) * 16777619u);
        return string.Create(CultureInfo.InvariantCulture, $"{hash:x8}-0000-7000-8000-{number:x12}");
    }
}
