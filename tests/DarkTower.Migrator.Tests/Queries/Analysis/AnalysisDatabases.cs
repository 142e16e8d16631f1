using DarkTower.Fixtures;
using DarkTower.Migrator.Queries;
using DarkTower.Migrator.Queries.Analysis;
using Npgsql;

namespace DarkTower.Migrator.Tests.Queries.Analysis;

/// <summary>A database with the schema of a test class on each of the oldest and the newest server.</summary>
public abstract class AnalysisDatabases(string schema) : IAsyncLifetime
{
    private readonly Dictionary<int, (OwnDatabase Database, NpgsqlConnection Connection)> _servers = [];

    public NpgsqlConnection On(int major) => _servers[major].Connection;

    public async Task InitializeAsync()
    {
        foreach (var major in (int[])[15, 18])
        {
            var database = await OwnDatabase.CreateAsync(major);
            await database.ExecuteAsync(schema);
            _servers[major] = (database, await Sql.OpenAsync(database.ConnectionString));
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var (database, connection) in _servers.Values)
        {
            await connection.DisposeAsync();
            await database.DisposeAsync();
        }
    }

    internal Task<StatementFacts> ReadAsync(int major, string sql, Tenancy tenancy, params string[] tenantTables) =>
        StatementAnalysis.ReadAsync(
            On(major), new StatementText(sql, [.. Enumerable.Range(1, 9).Select(number => $"p{number}")], tenancy), tenantTables, default);

    /// <summary>Every row as texts; what the statement wrote is rolled back.</summary>
    internal async Task<List<string?[]>> RowsAsync(int major, string sql, string arguments = "")
    {
        await using var transaction = await On(major).BeginTransactionAsync();
        await On(major).ExecuteAsync($"DEALLOCATE ALL; PREPARE tried AS {sql}");
        await using var command = new NpgsqlCommand($"EXECUTE tried{(arguments.Length > 0 ? $"({arguments})" : "")}", On(major))
        {
            AllResultTypesAreUnknown = true,
        };
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string?[]>();
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetString(i))]);
        return rows;
    }

    /// <summary>Each case on both servers.</summary>
    internal static TheoryData<int, string> OnBoth(IEnumerable<string> names)
    {
        var data = new TheoryData<int, string>();
        foreach (var name in names)
            foreach (var major in (int[])[15, 18])
                data.Add(major, name);
        return data;
    }
}
