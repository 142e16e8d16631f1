using System.Globalization;
using System.Text;

namespace DarkTower.Migrator.Tests.Review;

/// <summary>The figures of a run over the set, for benchmarks/reports/review-set.md.</summary>
internal static class ReviewSetReport
{
    public static string Of(IReadOnlyList<Judged> all)
    {
        var hazards = In(all, "hazards");
        var safe = In(all, "safe");
        var house = In(all, "house");
        var missed = hazards.Where(one => !one.IsNamed).ToList();
        var alarms = safe.Where(one => one.Alarms.Count > 0).ToList();
        var wrong = house.Where(one => one.IsWrongOfHouse).ToList();
        var text = new StringBuilder($"""
            # Review: hazards named, false alarms

            The cases of `tests/DarkTower.Migrator.Tests/Review/Cases`, each reviewed by execution on the versions it is about (PostgreSQL
            15 and 18 unless it says otherwise). A hazard is named when a finding has one of its codes; an alarm is a warning or an error
            over a safe change; a broken rule of the house is right when its code is there and no other error.

            | | cases | right | |
            |---|---|---|---|
            | hazards named | {hazards.Count} | {hazards.Count - missed.Count} | {Share(hazards.Count - missed.Count, hazards.Count)} |
            | safe changes let through | {safe.Count} | {safe.Count - alarms.Count} | {alarms.Count} false alarms |
            | rules of the house, one broken at a time | {house.Count} | {house.Count - wrong.Count} | |

            | hazards of | cases | named |
            |---|---|---|

            """);
        var families = hazards.GroupBy(one => one.Case.Expected[0].Split('.')[0])
            .OrderBy(family => family.Key, StringComparer.Ordinal);
        foreach (var family in families)
            text.AppendLine(CultureInfo.InvariantCulture, $"| `{family.Key}.*` | {family.Count()} | {family.Count(one => one.IsNamed)} |");
        List(text, "Missed", missed);
        List(text, "False alarms", alarms);
        List(text, "Wrong of the house", wrong);
        var times = all.Select(one => one.Report.Took.TotalSeconds).Order().ToList();
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture,
            $"One review: median {times[times.Count / 2]:0.0} s, longest {times[^1]:0.0} s ({all.MaxBy(one => one.Report.Took)!.Case}), "
            + $"two at a time; the first starts the servers. {Environment.ProcessorCount} cores, .NET {Environment.Version}, "
            + $"{DateTime.UtcNow:yyyy-MM-dd}.");
        text.AppendLine().AppendLine("""
            The engine has been mended by what the set found, so these are figures of a set it knows. When it first met the cases, written
            without it, it named 187 of 206 hazards (90.8 %; 3 of the 19 missed were faults of the cases), with 5 alarms over 66 safe
            changes (one a crash, one a fault of the case); of a second round, 49 of 54 hazards (90.7 %), with none over 17 safe changes; of
            a third (`r3-*`, in the manner of object-relational mappers and of other tools' examples), 111 of 129 hazards (86.0 %), with 10
            alarms over 52 safe changes: 14 of the missed and 6 of the alarms were one cause, dumps with psql's own commands in them, which
            it could not read; 2 of the missed and 2 of the alarms were faults of the cases.

            """.TrimEnd()).AppendLine();
        text.AppendLine("Again: `dotnet test tests/DarkTower.Migrator.Tests --filter ReviewSetTests`; "
            + "it leaves `darktower-review-set.md` in the temporary folder.");
        return text.ToString();
    }

    private static List<Judged> In(IEnumerable<Judged> all, string family) => [.. all.Where(one => one.Case.Family == family)];

    private static string Share(int part, int whole) => ((double)part / whole).ToString("0.0 %", CultureInfo.InvariantCulture);

    private static void List(StringBuilder text, string title, List<Judged> cases)
    {
        if (cases.Count == 0)
            return;
        text.AppendLine(CultureInfo.InvariantCulture, $"\n{title}:\n");
        foreach (var one in cases)
        {
            var expected = string.Join(", ", one.Case.Expected);
            var found = one.Report.Findings
                .Select(finding => $"{finding.Severity.ToString().ToLowerInvariant()} {finding.Code}").Distinct();
            text.AppendLine(CultureInfo.InvariantCulture, $"- {one.Case} ({expected}): {string.Join(", ", found)}");
        }
    }
}
