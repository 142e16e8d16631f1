using System.CommandLine;
using DarkTower.Migrator.Running;
using DarkTower.Migrator.Verbs;
using Microsoft.Extensions.Configuration;

namespace DarkTower.Migrator;

internal static class CommandLine
{
    private static readonly Option<long?> UpTo = new("--to") { Description = "Version to stop at; without it, all." };
    private static readonly Option<long> DownTo =
        new("--to") { Description = "Version that stays as the last one; 0 reverts all.", Required = true };

    private static readonly Option<int> Steps = new("--steps") { Description = "How many migrations.", Required = true };
    private static readonly Option<bool> DiscardData =
        new("--discard-data") { Description = "Reverts also what holds rows that are kept nowhere else." };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Says what it would do; writes nothing." };
    private static readonly Option<bool> AsJson = new("--json") { Description = "For programs." };
    private static readonly Option<string> Profile = new("--profile") { Description = "Which data.", Required = true };

    /// <summary>The migrations are this build's own when none are given; a test program gives more.</summary>
    public static async Task<int> RunAsync(string[] args, MigrationSet? set = null)
    {
        var parsed = Root(new Lazy<MigrationSet>(() => set ?? MigrationSet.Load())).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            var words = parsed.Errors.SelectMany(error => error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            await Console.Error.WriteLineAsync($"{string.Join(' ', words)} See --help.");
            return ExitCode.Usage;
        }
        // A statement in progress is not waited for: the server rolls its migration back.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(5) });
    }

    private static RootCommand Root(Lazy<MigrationSet> set)
    {
        var root = new RootCommand($"""
            Brings the Dark Tower database to the schema of this build, says what it did, and ends. Without a verb: up.
            The database is ConnectionStrings__darktower. `up` also gives the login roles the passwords in Roles__AppPassword,
            Roles__JobsPassword, Roles__MonitorPassword and Roles__MigratorPassword.

            {Settings.Help}

            {ExitCode.Help}
            """);
        var up = new Command("up", "Applies what is pending.") { UpTo };
        var down = new Command("down", "Reverts, newest first.") { DownTo, DiscardData };
        var rollback = new Command("rollback", "Reverts the newest migrations.") { Steps, DiscardData };
        var list = new Command("list", "Shows applied and pending migrations.") { AsJson };
        var status = new Command("status", "Shows the newest migration, what is pending or interrupted, and who migrates now.") { AsJson };
        var plan = new Command("plan",
            "Shows the statements up would execute, each with its locks and work (seen on a scratch server) and about how long; "
            + "writes nothing.")
        {
            UpTo, AsJson,
        };
        var verify = new Command("verify",
            "Shows in what the database is not what its migrations make; exit code 2 when there is anything.")
        {
            AsJson,
        };
        var retain = new Command("retain", "Removes, once, what the retention rules no longer keep.") { DryRun, AsJson };
        var partitions = new Command("partitions", "Keeps four future months of the audit trail and removes those older than a year.")
        {
            DryRun, AsJson,
        };
        var seed = new Command("seed", SeedScale.Help) { Profile };
        Profile.AcceptOnlyFromAmong("demo", SeedScale.Profile);
        foreach (var option in SeedScale.Options)
            seed.Add(option);
        Steps.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var steps) && steps < 1)
                result.AddError("--steps must be 1 or more.");
        });

        On(root, (settings, _, stop) => Up.RunAsync(settings, set.Value, null, Console.Out, stop));
        On(up, (settings, given, stop) => Up.RunAsync(settings, set.Value, given.GetValue(UpTo), Console.Out, stop));
        On(down, (settings, given, stop) =>
            Down.RunAsync(settings, set.Value, given.GetValue(DownTo), given.GetValue(DiscardData), Console.Out, stop));
        On(rollback, (settings, given, stop) =>
            Down.RollbackAsync(settings, set.Value, given.GetValue(Steps), given.GetValue(DiscardData), Console.Out, stop));
        On(list, (settings, given, stop) => List.RunAsync(settings, set.Value, given.GetValue(AsJson), Console.Out, stop));
        On(status, (settings, given, stop) => List.StatusAsync(settings, set.Value, given.GetValue(AsJson), Console.Out, stop));
        On(plan, (settings, given, stop) =>
            Plan.RunAsync(settings, given.GetValue(UpTo), given.GetValue(AsJson), Console.Out, Console.Error, stop));
        On(verify, (settings, given, stop) =>
            Verify.RunAsync(settings, set.Value, given.GetValue(AsJson), Console.Out, Console.Error, stop));
        On(retain, (settings, given, stop) =>
            Retain.RunAsync(settings, given.GetValue(DryRun), given.GetValue(AsJson), Console.Out, stop));
        On(partitions, (settings, given, stop) =>
            Partitions.RunAsync(settings, given.GetValue(DryRun), given.GetValue(AsJson), Console.Out, stop));
        On(seed, (settings, given, stop) => Seed.RunAsync(settings, given, given.GetValue(Profile)!, Console.Out, stop));
        root.Add(ReviewCommand.Create(GuardedAsync));
        root.Add(DocsCommand.Create(set, GuardedAsync));
        root.Add(DescribeCommand.Create(set, GuardedAsync));
        foreach (var verb in new[] { up, down, rollback, list, status, plan, verify, seed, retain, partitions })
            root.Add(verb);
        return root;
    }

    private static void On(Command verb, Func<Settings, ParseResult, CancellationToken, Task> run) => verb.SetAction(async (given, stop) =>
    {
        Settings? settings = null;
        using var tracing = Tracing.OfRun(given.CommandResult.Command is RootCommand ? "up" : given.CommandResult.Command.Name);
        return await GuardedAsync(async () =>
        {
            settings = Settings.Read(new ConfigurationBuilder().AddEnvironmentVariables().Build());
            await run(settings, given, stop);
            tracing.Succeed();
        }, error =>
        {
            var refusal = error as Refusal ?? Failure.OfRun(error, settings);
            tracing.Fail(refusal.Message);
            return refusal;
        });
    });

    private static Task<int> GuardedAsync(Func<Task> run) => GuardedAsync(run, error => error as Refusal ?? Failure.OfRun(error, null));

    private static async Task<int> GuardedAsync(Func<Task> run, Func<Exception, Refusal> reasonOf)
    {
        try
        {
            await run();
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted; what was reported as applied stays.");
            return ExitCode.Interrupted;
        }
        catch (Exception error)
        {
            var refusal = reasonOf(error);
            await Console.Error.WriteLineAsync(refusal.Message);
            return refusal.ExitCode;
        }
    }
}
