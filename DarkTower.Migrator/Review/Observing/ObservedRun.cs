using System.Diagnostics;
using DarkTower.Migrator.Scripts;
using Npgsql;

namespace DarkTower.Migrator.Review.Observing;

/// <summary>Executes a script as the Migrator would, one statement a command, and looks around after each.</summary>
internal sealed class ObservedRun(NpgsqlConnection connection, CancellationToken cancellation)
{
    // A batched backfill ends by itself on seeded rows; one that does not is found by its hazard, not by waiting.
    private const int MostBatches = 100;

    private LiveCatalog? _catalog;

    /// <summary>In one transaction. After a failure the next statements still run, as if that one had not been there.</summary>
    public async Task<IReadOnlyList<Step>> InTransactionAsync(IReadOnlyList<Statement> statements)
    {
        List<Step> steps = [];
        await ExecuteAsync("BEGIN");
        foreach (var statement in statements)
        {
            await ExecuteAsync("SAVEPOINT review");
            var step = await ObserveAsync(statement, () => ExecuteAsync(statement.Sql), failed: () => ExecuteAsync("ROLLBACK TO review"));
            steps.Add(step);
        }
        await EndAsync(steps);
        return steps;
    }

    /// <summary>Each statement for itself.</summary>
    public async Task<IReadOnlyList<Step>> OneByOneAsync(IReadOnlyList<Statement> statements)
    {
        List<Step> steps = [];
        foreach (var statement in statements)
        {
            if (NeedsNoTransaction(new StatementWords(statement.Sql)))
            {
                steps.Add(await ObserveAsync(
                    statement, () => Command.RunAloneAsync(connection, statement, cancellation), failed: () => Task.CompletedTask));
                continue;
            }
            await ExecuteAsync("BEGIN");
            await SetTenantAsync(statement);
            var step = await ObserveAsync(statement, () => ExecuteAsync(statement.Sql), failed: () => ExecuteAsync("ROLLBACK"));
            // A routine or block that commits by itself shows less, since the counts of its rows end with each transaction.
            if (step.Failure?.SqlState == PostgresErrorCodes.InvalidTransactionTermination)
                step = await ObserveAsync(statement, () => ExecuteAsync(statement.Sql), failed: () => Task.CompletedTask);
            steps.Add(step);
            if (step.Failure is null)
                await ExecuteAsync("COMMIT");
            if (step.Failure is null && statement.Backfill != Backfill.None)
                await RepeatAsync(statement);
        }
        return steps;
    }

    /// <summary>What PostgreSQL refuses inside a transaction block.</summary>
    public static bool NeedsNoTransaction(StatementWords words) => words.Verb switch
    {
        "create" or "drop" => words.Says("index", "concurrently") || words.Says("database") && !words.Says("on", "database")
            || words.StartsWith(words.Verb, "tablespace"),
        "reindex" => words.Says("concurrently") || words.Says("database") || words.Says("system") || words.Says("schema"),
        "alter" => words.SaysInOrder("detach", "partition", "concurrently") || words.StartsWith("alter", "system"),
        "vacuum" => true,
        _ => false,
    };

    private async Task<Step> ObserveAsync(Statement statement, Func<Task> execute, Func<Task> failed)
    {
        var before = _catalog ??= await LiveCatalogReader.ReadAsync(connection, cancellation);
        var held = await Activity.ReadAsync(connection, cancellation);
        var words = new StatementWords(statement.Sql);
        var time = Stopwatch.StartNew();
        PostgresException? failure = null;
        try
        {
            await execute();
        }
        catch (PostgresException error)
        {
            failure = error;
        }
        var elapsed = time.Elapsed;
        if (failure is not null)
            await failed();
        // A comment changes nothing that a hazard looks at, and most scripts are half comments.
        else if (words.Verb != "comment")
            _catalog = await LiveCatalogReader.ReadAsync(connection, cancellation);
        var now = await Activity.ReadAsync(connection, cancellation);
        return new Step(statement, words, before, _catalog, now.LocksSince(held), now.Locks, now.WorkSince(held), now.LockTimeout,
            now.TenantSet, elapsed, failure);
    }

    /// <summary>A constraint that is checked late fails here; the last statement answers for it.</summary>
    private async Task EndAsync(List<Step> steps)
    {
        try
        {
            await ExecuteAsync(steps.Exists(step => step.Failure is not null) ? "ROLLBACK" : "COMMIT");
        }
        catch (PostgresException error) when (steps.Count > 0)
        {
            steps[^1] = steps[^1] with { Failure = error };
        }
    }

    private async Task RepeatAsync(Statement statement)
    {
        foreach (var org in statement.Backfill == Backfill.EachOrg ? await OrgsAsync() : [null])
        {
            for (var batch = 0; batch < MostBatches; batch++)
            {
                await ExecuteAsync("BEGIN");
                if (org is not null)
                    await ExecuteAsync($"SELECT set_config('app.org_id', '{org}', true)");
                var rows = await ExecuteAsync(statement.Sql);
                await ExecuteAsync("COMMIT");
                if (rows <= 0)
                    break;
            }
        }
    }

    private async Task SetTenantAsync(Statement statement)
    {
        if (statement.Backfill == Backfill.EachOrg && (await OrgsAsync()).FirstOrDefault() is { } org)
            await ExecuteAsync($"SELECT set_config('app.org_id', '{org}', true)");
    }

    private async Task<IReadOnlyList<string?>> OrgsAsync()
    {
        await using var command = new NpgsqlCommand("SELECT org_id::text FROM public.organization_directory ORDER BY 1", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<string?> orgs = [];
        while (await reader.ReadAsync(cancellation))
            orgs.Add(reader.GetString(0));
        return orgs;
    }

    private Task<int> ExecuteAsync(string sql) => Command.RunAsync(connection, sql, cancellation);
}
