using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace DarkTower.LiveMigration;

internal static class Report
{
    public static string Write(LivePlan plan, List<LiveStep> steps, List<string> broken, string server)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            # Every migration under load

            Each migration was applied, reverted and applied again by the Migrator's own process, with its default settings, while
            {plan.Connections} connections of the service's role sent {plan.Rate} requests a second: the service's own
            statements, reads and writes, on the tables that existed before it, with {plan.Sizes.Meetings:#,0} meetings and
            {plan.Sizes.Participants:#,0} participants from the moment their tables do.
            Requests are due at fixed moments and their time counts from there, so one that had to wait for others shows it.
            "Before" is the longest time in the {plan.Pause.TotalSeconds} seconds without a migration: how much is the machine's own.
            The first migrations find no table to use.

            | migration | up | down | up again | requests | failed | before | p99 | longest | of |
            |---|---|---|---|---|---|---|---|---|---|

            """));
        foreach (var step in steps)
            text.AppendLine(Row(step));
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture,
            $"Together: {steps.Sum(step => step.Requests):#,0} requests, {steps.Sum(step => step.Failures.Count)} failed, "
            + $"the longest took {Milliseconds(steps.Max(step => step.Longest))}.");
        text.AppendLine(broken.Count == 0
            ? "At the end all counters equal the rows they count."
            : $"{broken.Count} counters are wrong: {broken[0]}.");
        foreach (var failure in steps.SelectMany(step => step.Failures.Select(failure => $"{step.Version}: {failure}")).Distinct().Take(20))
            text.AppendLine($"- {failure.ReplaceLineEndings(" ")}");
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSArchitecture}, {RuntimeInformation.FrameworkDescription}, "
            + $"PostgreSQL {server}, {DateTime.UtcNow:yyyy-MM-dd}. "
            + $"Again: `dotnet run -c Release --project benchmarks/DarkTower.LiveMigration`.");
        return text.ToString();
    }

    private static string Row(LiveStep step)
    {
        var took = string.Create(CultureInfo.InvariantCulture,
            $"| {step.Version} {step.Name} | {step.Up.TotalSeconds:0.0} s | {step.Down.TotalSeconds:0.0} s "
            + $"| {step.UpAgain.TotalSeconds:0.0} s ");
        return step.Requests == 0
            ? $"{took}| 0 | | | | | |"
            : $"{took}| {step.Requests} | {step.Failures.Count} | {Milliseconds(step.Before)} | {Milliseconds(step.P99)} "
                + $"| {Milliseconds(step.Longest)} | {step.LongestOf} |";
    }

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms");
}
