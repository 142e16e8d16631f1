using System.CommandLine;
using DarkTower.Migrator.Verbs;
using Microsoft.Extensions.Configuration;

namespace DarkTower.Migrator;

internal static class CommandLine
{
    private static readonly Option<long?> UpTo = new("--to") { Description = "Version to stop at; without it, all." };
    private static readonly Option<long> DownTo =
        new("--to") { Description = "Version that stays as the last one; 0 reverts all.", Required = true };

    private static readonly Option<bool> AsJson = new("--json") { Description = "For programs." };
    private static readonly Option<string> Profile = new("--profile") { Description = "Which data.", Required = true };

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            var words = parsed.Errors.SelectMany(error => error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            await Console.Error.WriteLineAsync($"{string.Join(' ', words)} See --help.");
            return ExitCode.Usage;
        }
        // A statement in progress is not waited for: the server rolls its migration back.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(5) });
    }

    private static RootCommand Root()
    {
        var root = new RootCommand($"""
            Brings the Dark Tower database to the schema of this build, says what it did, and ends. Without a verb: up.
            The database is ConnectionStrings__darktower. `up` also gives the login roles the passwords in Roles__AppPassword,
            Roles__JobsPassword, Roles__MonitorPassword and Roles__MigratorPassword. Migrator__LockWait (10 minutes, for another migrator),
            Migrator__LockTimeout (2 seconds, for a table) and Migrator__LockAttempts (6) bound the waiting.

            {ExitCode.Help}
            """);
        var up = new Command("up", "Applies what is pending.") { UpTo };
        var down = new Command("down", "Reverts, newest first.") { DownTo };
        var list = new Command("list", "Shows applied and pending migrations.") { AsJson };
        var plan = new Command("plan", "Shows the exact statements up would execute; writes nothing.") { UpTo, AsJson };
        var seed = new Command("seed", SeedScale.Help) { Profile };
        Profile.AcceptOnlyFromAmong("demo", SeedScale.Profile);
        foreach (var option in SeedScale.Options)
            seed.Add(option);

        On(root, (settings, _, stop) => Up.RunAsync(settings, null, Console.Out, stop));
        On(up, (settings, given, stop) => Up.RunAsync(settings, given.GetValue(UpTo), Console.Out, stop));
        On(down, (settings, given, stop) => Down.RunAsync(settings, given.GetValue(DownTo), Console.Out, stop));
        On(list, (settings, given, stop) => List.RunAsync(settings, given.GetValue(AsJson), Console.Out, stop));
        On(plan, (settings, given, stop) => Plan.RunAsync(settings, given.GetValue(UpTo), given.GetValue(AsJson), Console.Out, stop));
        On(seed, (settings, given, stop) => Seed.RunAsync(settings, given, given.GetValue(Profile)!, Console.Out, stop));
        foreach (var verb in new[] { up, down, list, plan, seed })
            root.Add(verb);
        return root;
    }

    private static void On(Command verb, Func<Settings, ParseResult, CancellationToken, Task> run) => verb.SetAction(async (given, stop) =>
    {
        Settings? settings = null;
        try
        {
            settings = Settings.Read(new ConfigurationBuilder().AddEnvironmentVariables().Build());
            await run(settings, given, stop);
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted; what was reported as applied stays.");
            return ExitCode.Interrupted;
        }
        catch (Exception error)
        {
            var refusal = error as Refusal ?? Failure.OfRun(error, settings);
            await Console.Error.WriteLineAsync(refusal.Message);
            return refusal.ExitCode;
        }
    });
}
