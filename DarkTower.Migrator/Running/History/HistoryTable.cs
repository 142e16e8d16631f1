using DarkTower.Migrator.Scripts;
using Npgsql;

namespace DarkTower.Migrator.Running.History;

/// <summary>migrations.history, and the tables FluentMigrator needs: made by the Migrator itself, before any migration.</summary>
internal static class HistoryTable
{
    /// <summary>FluentMigrator makes the same in four transactions; made in one, a kill leaves no half of it.</summary>
    private const string Applied = """
        CREATE SCHEMA migrations;
        CREATE TABLE migrations.applied (version bigint NOT NULL, applied_on timestamp, description varchar(1024));
        CREATE UNIQUE INDEX applied_version_key ON migrations.applied (version);
        """;

    public static async Task EnsureAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (await ExistsAsync(connection, cancellation))
            return;
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        const string Owner = "SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'migrations'";
        if (await connection.ValueAsync(Owner, cancellation) is string owner)
            await connection.ExecuteAsync($"SET LOCAL ROLE {owner}", cancellation);
        else
            await connection.ExecuteAsync(Applied, cancellation);
        foreach (var statement in StatementSplitter.Split(Resource.Read("history.sql")))
            await connection.ExecuteAsync(statement.Sql, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public static async Task<bool> ExistsAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        await connection.ValueAsync("SELECT to_regclass('migrations.history') IS NOT NULL", cancellation) is true;
}
