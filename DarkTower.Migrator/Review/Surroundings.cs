using DarkTower.Migrator.Review.Observing;
using DarkTower.Queries.Sql;
using Npgsql;

namespace DarkTower.Migrator.Review;

/// <summary>
/// What is there when a change begins: earlier scripts applied, rows in every table, the session set up as the Migrator's is.
/// </summary>
internal sealed class Surroundings(NpgsqlConnection connection, ReviewRequest request, CancellationToken cancellation)
{
    private const string Owner = "darktower_owner";

    /// <summary>Gives the names of the tables whose rows are made up.</summary>
    public async Task<IReadOnlySet<string>> MakeAsync(IReadOnlySet<string> leaveEmpty)
    {
        var samples = new HashSet<string>();
        foreach (var prior in request.Prior)
        {
            foreach (var step in Read(prior))
                await ApplyAsync(prior, step);
            await ForgetSettingsAsync();
            samples.UnionWith(await new SampleRows(connection, cancellation).FillAsync(leaveEmpty));
        }
        if (request.Through is not null)
        {
            // The template's rows are made up too.
            var all = await LiveCatalogReader.ReadAsync(connection, cancellation);
            samples.UnionWith(all.Relations.Values.Select(table => table.Name));
            foreach (var table in all.Relations.Values.Where(table => leaveEmpty.Contains(table.Name)))
                await ExecuteAsync($"SET session_replication_role = replica; DELETE FROM {table.Name}; RESET session_replication_role");
        }
        return samples;
    }

    /// <summary>Sets the session up; gives the catalog as it is then.</summary>
    public static async Task<LiveCatalog> BeginAsync(NpgsqlConnection connection, ReviewRequest request, CancellationToken cancellation)
    {
        var role = request.AsOwner ? $"SET ROLE {Owner};" : "";
        await using var command = new NpgsqlCommand($"{role} SET lock_timeout = '2s'; SET statement_timeout = '60s'", connection);
        await command.ExecuteNonQueryAsync(cancellation);
        return await LiveCatalogReader.ReadAsync(connection, cancellation);
    }

    private static IReadOnlyList<PriorStep> Read(Script script)
    {
        try
        {
            return PriorScript.Read(script.Text);
        }
        catch (ScriptException error)
        {
            throw new Refusal(ExitCode.Usage, $"--prior {script.Name}, {error.Message}.");
        }
    }

    private async Task ApplyAsync(Script script, PriorStep step)
    {
        try
        {
            if (step.Rows is { } rows)
                await CopyAsync(step.Sql, rows);
            else
                await Command.RunAsync(connection, step.Sql, cancellation);
        }
        catch (PostgresException error)
        {
            throw new Refusal(ExitCode.Usage, $"--prior {script.Name}, line {step.Line}: {error.MessageText} ({error.SqlState}).", error);
        }
    }

    private async Task CopyAsync(string sql, string rows)
    {
        await using var copy = await connection.BeginTextImportAsync(sql, cancellation);
        await copy.WriteAsync(rows);
    }

    /// <summary>
    /// What a script set for itself ends with it, as a dump's settings do. A search path that leads somewhere stays: the scripts of one
    /// history often name their schema only once.
    /// </summary>
    private async Task ForgetSettingsAsync()
    {
        await using var command = new NpgsqlCommand("SELECT current_setting('search_path')", connection);
        var path = (string)(await command.ExecuteScalarAsync(cancellation))!;
        await ExecuteAsync("RESET ALL");
        if (path.Trim('"').Length > 0)
            await ExecuteAsync($"SET search_path = {path}");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
