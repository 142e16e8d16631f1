namespace DarkTower.Migrator.Review.Output;

/// <summary>The database's position on a change, as the platform's review round asks each role for one.</summary>
internal static class PositionCard
{
    public static object Of(ReviewReport report)
    {
        var score = Score.Of(report.Findings);
        var risks = report.Findings.Where(finding => finding.Severity > Severity.Note).ToList();
        return new
        {
            Role = "database",
            Claims = Claims(report),
            Plan = risks.Count == 0
                ? ["Run it as it is; the Migrator takes its locks with a short lock_timeout and tries again."]
                : risks.Select(finding => finding.SaferRewrite).Distinct().ToList(),
            Evidence = report.Findings
                .Select(finding => new { finding.Code, At = $"{finding.Script}:{finding.Line}", finding.Subject, finding.Pg }),
            Risks = risks.Select(finding => finding.Effect).Distinct(),
            Confidence = $"executed on PostgreSQL {string.Join(", ", report.Pg)}, on sample rows: "
                + "locks, rewrites, scans and the way back were seen; times on full-size tables were not",
            Cost = Cost(report),
            Reversibility = Reversibility(report),
            Score = score.Value,
            score.Meaning,
            score.Reasons,
        };
    }

    private static List<string> Claims(ReviewReport report)
    {
        if (report.Findings.Count == 0)
            return ["Safe on a live database: nothing found."];
        return [.. report.Findings.OrderByDescending(finding => finding.Severity)
            .Select(finding => $"{finding.Code}{(finding.Subject.Length > 0 ? $" on {finding.Subject}" : "")}").Distinct()];
    }

    private static string Cost(ReviewReport report)
    {
        var seen = report.Statements.Values.SelectMany(statements => statements).ToList();
        var written = seen.SelectMany(statement => statement.Rewritten).Distinct().ToList();
        var read = seen.SelectMany(statement => statement.Read.Keys).Distinct().Except(written).ToList();
        return (written.Count, read.Count) switch
        {
            (0, 0) => "catalog changes only: no table is read or rewritten",
            (0, _) => $"reads all of {string.Join(", ", read)}",
            _ => $"rewrites {string.Join(", ", written)}{(read.Count > 0 ? $"; reads all of {string.Join(", ", read)}" : "")}",
        };
    }

    private static string Reversibility(ReviewReport report)
    {
        var down = report.Findings.Where(finding => finding.Code.StartsWith("down.", StringComparison.Ordinal))
            .Select(finding => finding.Code).Distinct().ToList();
        if (down.Count > 0)
            return $"in doubt: {string.Join(", ", down)}";
        return report.Findings.Any(finding => finding.Code.StartsWith("fail.", StringComparison.Ordinal))
            ? "unknown: the change itself fails" : "full: up, down and up again gave equal catalogs and the same rows";
    }
}
