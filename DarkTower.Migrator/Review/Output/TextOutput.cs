namespace DarkTower.Migrator.Review.Output;

/// <summary>The report as people read it: the finding, where, what it would do, what to write instead.</summary>
internal static class TextOutput
{
    public static async Task WriteAsync(ReviewReport report, TextWriter output)
    {
        var score = Score.Of(report.Findings);
        await output.WriteLineAsync($"{report.Name} on PostgreSQL {string.Join(", ", report.Pg)}: {Count(report)}, "
            + $"score {score.Value} ({score.Meaning}), {report.Took.TotalSeconds:0.0} s");
        foreach (var finding in report.Findings)
        {
            var versions = finding.Pg.Count == report.Pg.Count ? "" : $" (only on {string.Join(", ", finding.Pg)})";
            await output.WriteLineAsync($"\n  {Word(finding.Severity),-7}  {finding.Code}  {finding.Subject}{versions}");
            var statement = finding.Statement > 0 ? $", statement {finding.Statement}" : "";
            await output.WriteLineAsync($"           {finding.Script}:{finding.Line}{statement}");
            await output.WriteLineAsync($"           {finding.Effect}");
            await output.WriteLineAsync($"           instead: {finding.SaferRewrite.ReplaceLineEndings("\n                    ")}");
        }
        foreach (var (major, statements) in report.Statements)
            await WriteSeenAsync(major, statements, output);
    }

    public static string Word(Severity severity) => severity.ToString().ToLowerInvariant();

    private static async Task WriteSeenAsync(int major, IReadOnlyList<SeenStatement> statements, TextWriter output)
    {
        foreach (var seen in statements.Where(seen => seen.Locks.Count > 0))
        {
            var locks = string.Join(", ", seen.Locks.Select(taken => $"{taken.Value} on {taken.Key}"));
            var read = seen.Read.Count > 0
                ? $", read {string.Join(", ", seen.Read.Select(rows => $"{rows.Value} rows of {rows.Key}"))}"
                : "";
            var written = seen.Rewritten.Count > 0 ? $", rewrote {string.Join(", ", seen.Rewritten)}" : "";
            var waits = seen.ReaderBlockedMilliseconds is { } reader
                ? $", reader waited {reader:0.0} ms, writer {seen.WriterBlockedMilliseconds:0.0} ms"
                : "";
            await output.WriteLineAsync($"  seen on {major}, line {seen.Line}: {locks}{read}{written}{waits}");
        }
    }

    private static string Count(ReviewReport report)
    {
        var counts = report.Findings.GroupBy(finding => finding.Severity).OrderByDescending(group => group.Key)
            .Select(group => $"{group.Count()} {Word(group.Key)}{(group.Count() == 1 ? "" : "s")}");
        return report.Findings.Count == 0 ? "nothing found" : string.Join(", ", counts);
    }
}
