using DarkTower.Migrator.Running;
using FluentMigrator;

namespace DarkTower.Migrator.Verbs;

/// <summary>The exact statements `up` would execute; nothing is written, and nothing is said about locks or time.</summary>
internal static class Plan
{
    public static async Task RunAsync(Settings settings, long? to, bool json, TextWriter output, CancellationToken cancellation)
    {
        var set = MigrationSet.Load();
        if (to is { } wanted)
            set.RefuseUnknownTarget(wanted);
        await using var target = await TargetDatabase.OpenAsync(settings, cancellation, readOnly: true);
        var applied = await target.AppliedAsync(cancellation);
        set.RefuseOlderBuild(applied);
        var pending = set.Pending(applied, to);
        MigrationSet.RefuseUnreadable(pending, up: true);
        var steps = pending.Select(info => (Info: info, Migration: (SqlMigration)info.Migration)).Select(step => new
        {
            step.Info.Version,
            step.Migration.GetType().Name,
            step.Info.Description,
            Script = step.Migration.ScriptName(up: true),
            InTransaction = step.Info.TransactionBehavior == TransactionBehavior.Default,
            step.Migration.RunsAsOwner,
            Statements = step.Migration.Statements(up: true),
        }).ToList();

        if (json)
        {
            await Json.WriteAsync(output, new { pending = steps });
            return;
        }
        foreach (var step in steps)
        {
            var how = $"{(step.InTransaction ? "one" : "no")} transaction, as {(step.RunsAsOwner ? "darktower_owner" : "the login")}";
            await output.WriteLineAsync($"-- {step.Version} {step.Name}: {step.Description} ({how})");
            foreach (var statement in step.Statements)
                await output.WriteLineAsync($"{statement.Sql};\n");
        }
        if (steps.Count == 0)
            await output.WriteLineAsync("nothing to do");
    }
}
