using System.Data;
using FluentMigrator.Expressions;
using Npgsql;

namespace FluentMigrator.Runner.Processors.Postgres;

/// <summary>One connection for everything a scope does, opened when first needed.</summary>
internal sealed class PostgresProcessor(string connectionString) : IMigrationProcessor
{
    private readonly Lazy<NpgsqlConnection> _connection = new(() =>
    {
        var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        return connection;
    });

    public NpgsqlTransaction? Transaction { get; private set; }

    public void BeginTransaction() => Transaction ??= _connection.Value.BeginTransaction();

    public void CommitTransaction() => End(transaction => transaction.Commit());

    public void RollbackTransaction() => End(transaction => transaction.Rollback());

    /// <summary>An error is a plain exception, the statement in its message and the server's error inside, as in the real one.</summary>
    public void Execute(string sql)
    {
        using var command = Command(sql);
        try
        {
            command.ExecuteNonQuery();
        }
        catch (Exception error)
        {
            throw new Exception($"An error occurred executing the following sql:\n{sql}\nThe error was {error.Message}\n", error);
        }
    }

    public void Process(PerformDBOperationExpression expression) => expression.Operation?.Invoke(_connection.Value, Transaction);

    public bool Exists(string sql, string schema, string table)
    {
        using var command = Command(sql);
        command.Parameters.AddWithValue("schema", schema);
        command.Parameters.AddWithValue("table", table);
        using var reader = command.ExecuteReader();
        return reader.Read();
    }

    public List<long> ReadVersions(string sql)
    {
        using var command = Command(sql);
        using var reader = command.ExecuteReader();
        List<long> versions = [];
        while (reader.Read())
            versions.Add(reader.GetInt64(0));
        return versions;
    }

    public void Dispose()
    {
        if (!_connection.IsValueCreated)
            return;
        if (_connection.Value.State == ConnectionState.Open)
            RollbackTransaction();
        _connection.Value.Dispose();
    }

    private NpgsqlCommand Command(string sql) => new(sql, _connection.Value, Transaction);

    private void End(Action<NpgsqlTransaction> how)
    {
        if (Transaction is null)
            return;
        how(Transaction);
        Transaction.Dispose();
        Transaction = null;
    }
}
