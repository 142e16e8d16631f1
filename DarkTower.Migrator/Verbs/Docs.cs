using DarkTower.AppHost.Stores.Programs;
using DarkTower.Migrator.Catalog;
using DarkTower.Migrator.Catalog.Document;
using DarkTower.Migrator.Running;
using DarkTower.Migrator.Scratch;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace DarkTower.Migrator.Verbs;

/// <summary>Writes the description of the schema, or says whether the one there still holds.</summary>
internal static class Docs
{
    private const string Place = "docs/DATABASE_SCHEMA.md";

    public static async Task RunAsync(
        IConfiguration configuration, MigrationSet set, string? file, bool check, TextWriter output, TextWriter progress,
        CancellationToken cancellation)
    {
        var root = Clone.Root($"start it where {Place} is.");
        var path = file ?? Path.Combine(root, Place);
        var wanted = SchemaDocument.Of(await CatalogAsync(configuration, set, progress, cancellation), set.All.Last().Version,
            await IndexUses.ReadAsync(root, cancellation));
        var found = File.Exists(path) ? await File.ReadAllTextAsync(path, cancellation) : null;
        var holds = found?.ReplaceLineEndings("\n") == wanted;
        if (check && !holds)
        {
            var fault = found is null ? "is not there" : $"is stale from line {FirstDifference(found, wanted)} on";
            throw new Refusal(ExitCode.DocsStale, $"{path} {fault}; run `docs` and commit the file.");
        }
        if (!holds)
            await File.WriteAllTextAsync(path, wanted, cancellation);
        await output.WriteLineAsync(holds ? $"{path} holds" : $"wrote {path}");
    }

    /// <summary>Of the given database, else of a throw-away one.</summary>
    private static async Task<DatabaseCatalog> CatalogAsync(
        IConfiguration configuration, MigrationSet set, TextWriter progress, CancellationToken cancellation)
    {
        if (!string.IsNullOrWhiteSpace(configuration.GetConnectionString("darktower")))
        {
            await using var target = await TargetDatabase.OpenAsync(Settings.Read(configuration), cancellation, readOnly: true);
            var applied = await target.AppliedAsync(cancellation);
            set.RefuseOlderBuild(applied);
            if (set.Pending(applied, null) is { Count: > 0 } pending)
                throw new Refusal(ExitCode.NotMigrated, $"The database is not migrated ({pending.Count} pending); run `up` first.");
            return await DatabaseCatalog.ReadAsync(target.Connection, cancellation);
        }
        await using var server = await ScratchServer.StartAsync(PostgresProgram.NewestMajor, progress.WriteLine, cancellation);
        var database = await server.CreateDatabaseAsync(null, cancellation);
        await Replay.RunAsync(database, set, null, cancellation);
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellation);
        return await DatabaseCatalog.ReadAsync(connection, cancellation);
    }

    private static int FirstDifference(string found, string wanted)
    {
        var (here, there) = (found.ReplaceLineEndings("\n").Split('\n'), wanted.Split('\n'));
        var line = 0;
        while (line < here.Length && line < there.Length && here[line] == there[line])
            line++;
        return line + 1;
    }
}
