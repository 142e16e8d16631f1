using System.Diagnostics;
using DarkTower.Migrator.Running.History;
using DarkTower.Migrator.Scripts;
using FluentMigrator.Infrastructure;
using Npgsql;

namespace DarkTower.Migrator.Running.Stepwise;

/// <summary>How far a stepwise run is, in memory and in its row of migrations.history.</summary>
internal sealed class RunProgress
{
    private readonly NpgsqlConnection _connection;
    private readonly Stopwatch _sinceSaved = Stopwatch.StartNew();

    private RunProgress(NpgsqlConnection connection, long runId) => (_connection, RunId) = (connection, runId);

    public long RunId { get; }
    public int StatementsDone { get; private set; }
    public int StatementBegun { get; private set; }
    public long BackfillRows { get; private set; }

    /// <summary>Organizations up to this one are done.</summary>
    public Guid? BackfillOrg { get; private set; }

    /// <summary>Goes on with a run of the same direction that was interrupted; one of the other direction is abandoned.</summary>
    public static async Task<RunProgress> BeginAsync(
        NpgsqlConnection connection, IMigrationInfo info, bool up, DatabaseState state, TextWriter output, CancellationToken cancellation)
    {
        var interrupted = state.Interrupted(info.Version);
        if (interrupted is not null && interrupted.Up == up)
        {
            await output.WriteLineAsync(
                $"going on with {(up ? "applying" : "reverting")} {info.Version} {info.Migration.GetType().Name}: {interrupted.Progress}");
            return new RunProgress(connection, interrupted.RunId)
            {
                StatementsDone = interrupted.StatementsDone,
                StatementBegun = interrupted.StatementBegun,
                BackfillRows = interrupted.BackfillRows,
                BackfillOrg = interrupted.BackfillOrg,
            };
        }
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (interrupted is not null)
        {
            await connection.ExecuteAsync(
                "UPDATE migrations.history SET state = 'abandoned' WHERE run_id = $1", cancellation, interrupted.RunId);
        }
        var runId = await connection.ValueAsync(
            HistoryEntry.Insert("state", "'running'") + " RETURNING run_id", cancellation, new HistoryEntry(info, up).Values);
        await transaction.CommitAsync(cancellation);
        return new RunProgress(connection, (long)runId!);
    }

    /// <summary>For a statement whose effect cannot share a transaction with its progress.</summary>
    public async Task BeginStatementAsync(Statement statement, CancellationToken cancellation)
    {
        await SaveAsync("statement_begun = $3", statement.Number, cancellation);
        StatementBegun = statement.Number;
    }

    public async Task EndStatementAsync(Statement statement, CancellationToken cancellation)
    {
        await SaveAsync("statements_done = $3, backfill_org = NULL", statement.Number, cancellation);
        (StatementsDone, BackfillOrg) = (statement.Number, null);
    }

    /// <summary>In the transaction of the batch.</summary>
    public Task SaveRowsAsync(long rows, CancellationToken cancellation) =>
        SaveAsync("backfill_rows = backfill_rows + $3", rows, cancellation);

    /// <summary>Once the transaction of the batch has committed.</summary>
    public void AddRows(long rows) => BackfillRows += rows;

    public async Task EndOrgAsync(Guid org, CancellationToken cancellation)
    {
        await SaveAsync("backfill_org = $3", org, cancellation);
        BackfillOrg = org;
    }

    private async Task SaveAsync(string set, object value, CancellationToken cancellation)
    {
        await _connection.ExecuteAsync(
            $"UPDATE migrations.history SET duration = duration + $2, {set} WHERE run_id = $1", cancellation,
            RunId, _sinceSaved.Elapsed, value);
        _sinceSaved.Restart();
    }
}
