using DarkTower.Migrator.Scripts;
using DarkTower.Queries.Sql;
using Npgsql;

namespace DarkTower.Migrator.Running.Stepwise;

/// <summary>
/// Repeats a bounded statement, each time in a transaction with its count, until it changes no row; then the next organization.
/// </summary>
internal sealed class BackfillLoop(Settings settings, TargetDatabase target, TextWriter output, Step step)
{
    /// <summary>By id, which is by age: an organization that is made meanwhile comes at the end.</summary>
    private const string NextOrg = """
        SELECT org_id FROM public.organization_directory WHERE $1::uuid IS NULL OR org_id > $1 ORDER BY org_id LIMIT 1
        """;

    private readonly Rate _rate = new();
    private readonly ProgressLine _line = new(output, settings.ProgressInterval);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var before = step.Run.BackfillRows;
        var total = await EstimateAsync(cancellation);
        if (step.Statement.Backfill == Backfill.UntilNoRow)
            await UntilNoRowAsync(null, total, cancellation);
        else
        {
            while (await step.Connection.ValueAsync(NextOrg, cancellation, step.Run.BackfillOrg) is Guid org)
            {
                await UntilNoRowAsync(org, total, cancellation);
                await step.Run.EndOrgAsync(org, cancellation);
            }
        }
        await step.Run.EndStatementAsync(step.Statement, cancellation);
        await _line.EndAsync($"{step.Name}: {step.Run.BackfillRows - before:N0} rows");
    }

    private async Task UntilNoRowAsync(Guid? org, long? total, CancellationToken cancellation)
    {
        int rows;
        do
        {
            rows = 0;
            await MigrationLock.AssertHeldAsync(target, cancellation);
            await LockRetry.RunAsync(settings, output, async () => rows = await BatchAsync(org, cancellation), cancellation);
            step.Run.AddRows(rows);
            await _line.SayAsync($"{step.Name}: {_rate.Describe(step.Run.BackfillRows, total, "rows")}");
        }
        while (rows > 0);
    }

    private async Task<int> BatchAsync(Guid? org, CancellationToken cancellation)
    {
        try
        {
            await using var transaction = await step.Connection.BeginTransactionAsync(cancellation);
            if (org is not null)
                await step.Connection.ExecuteAsync("SELECT set_config('app.org_id', $1, true)", cancellation, org.ToString());
            var rows = await step.Connection.ExecuteAsync(step.Statement.Sql, cancellation);
            if (rows < 0)
                throw new Refusal(ExitCode.MigrationFailed, $"{step.Name}: a backfill must end in an INSERT, UPDATE, DELETE or MERGE.");
            if (rows > 0)
                await step.Run.SaveRowsAsync(rows, cancellation);
            await transaction.CommitAsync(cancellation);
            return rows;
        }
        catch (PostgresException error) when (Failure.IsLock(error))
        {
            throw new Refusal(ExitCode.LockTimeout, $"{step.Name}: {error.SqlState} {error.MessageText}; what is done stays.", error);
        }
    }

    /// <summary>The rows of the table, more than the rows to change; null when nothing is known of it.</summary>
    private async Task<long?> EstimateAsync(CancellationToken cancellation)
    {
        var tokens = Tokens.Of(step.Statement.Sql);
        var at = 1 + tokens.ToList().FindIndex(token => token is { Kind: TokenKind.Word, Value: "update" or "into" or "from" });
        if (at > 0 && tokens[at] is { Kind: TokenKind.Word, Value: "only" })
            at++;
        if (at == 0 || tokens[at].Kind is not (TokenKind.Word or TokenKind.QuotedName))
            return null;
        var name = string.Concat(tokens.Skip(at).TakeWhile((token, i) => i % 2 == 0 || token.Text == ".").Select(token => token.Text));
        return await step.Connection.ValueAsync(
            "SELECT nullif(greatest(reltuples, 0), 0)::bigint FROM pg_class WHERE oid = to_regclass($1)", cancellation, name) as long?;
    }
}
