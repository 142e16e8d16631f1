namespace DarkTower.Migrator.Review.Output;

/// <summary>The report for programs: one object for one change, with every finding and the evidence.</summary>
internal static class JsonOutput
{
    public static object Of(ReviewReport report)
    {
        var score = Score.Of(report.Findings);
        return new
        {
            report.Name,
            report.Pg,
            Findings = report.Findings.Select(finding => new
            {
                finding.Code,
                Severity = TextOutput.Word(finding.Severity),
                finding.Script,
                finding.Statement,
                finding.Line,
                finding.Subject,
                finding.Effect,
                finding.SaferRewrite,
                finding.Pg,
            }),
            Score = score.Value,
            ScoreMeaning = score.Meaning,
            ScoreReasons = score.Reasons,
            Refused = report.IsRefused,
            Statements = report.Statements.SelectMany(version => version.Value.Select(seen => new
            {
                Pg = version.Key,
                seen.Statement,
                seen.Line,
                seen.Sql,
                Locks = seen.Locks.ToDictionary(taken => taken.Key, taken => taken.Value.ToString()),
                seen.Rewritten,
                seen.Read,
                seen.Indexed,
                seen.Milliseconds,
                seen.ReaderBlockedMilliseconds,
                seen.WriterBlockedMilliseconds,
            })),
            Seconds = Math.Round(report.Took.TotalSeconds, 2),
        };
    }
}
