using System.CommandLine;
using DarkTower.Migrator.Running;
using DarkTower.Migrator.Scripts;
using Npgsql;

namespace DarkTower.Migrator.Verbs;

/// <summary>Demo data for people to look at: always the same rows, and only those that are not there yet.</summary>
internal static class Seed
{
    public static Task RunAsync(
        Settings settings, ParseResult given, string profile, TextWriter output, CancellationToken cancellation)
    {
        var sizes = SeedScale.Sizes(given, profile);
        return profile == SeedScale.Profile
            ? SeedScale.RunAsync(settings, sizes, output, cancellation)
            : RunAsync(settings, profile, output, cancellation);
    }

    private static async Task RunAsync(Settings settings, string profile, TextWriter output, CancellationToken cancellation)
    {
        await using var target = await OpenMigratedAsync(settings, output, cancellation);
        // As the owner and with the tenant set, since row security holds for the owner too.
        await using var transaction = await target.Connection.BeginTransactionAsync(cancellation);
        await ExecuteAsync(target, "SET LOCAL ROLE darktower_owner", cancellation);
        var rows = 0;
        foreach (var statement in StatementSplitter.Split(Resource.Read($"{profile}.sql")))
            rows += Math.Max(0, await ExecuteAsync(target, statement.Sql, cancellation));
        await transaction.CommitAsync(cancellation);
        await output.WriteLineAsync(rows == 0 ? "nothing to do" : $"done: {rows} rows of profile {profile}");
    }

    /// <summary>Under the migration lock: nobody changes the schema while rows are added.</summary>
    public static async Task<TargetDatabase> OpenMigratedAsync(Settings settings, TextWriter output, CancellationToken cancellation)
    {
        var set = MigrationSet.Load();
        var target = await TargetDatabase.OpenAsync(settings, cancellation);
        try
        {
            await MigrationLock.TakeAsync(target, settings, output, cancellation);
            var applied = await target.AppliedAsync(cancellation);
            set.RefuseOlderBuild(applied);
            if (set.Pending(applied, null) is { Count: > 0 } pending)
                throw new Refusal(ExitCode.NotMigrated, $"The database is not migrated ({pending.Count} pending); run `up` first.");
            return target;
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
    }

    private static async Task<int> ExecuteAsync(TargetDatabase target, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, target.Connection);
        return await command.ExecuteNonQueryAsync(cancellation);
    }
}
