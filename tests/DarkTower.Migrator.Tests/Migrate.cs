using DarkTower.Fixtures;
using DarkTower.Migrator.Running;
using Npgsql;

namespace DarkTower.Migrator.Tests;

/// <summary>The Migrator as people run it: a process.</summary>
internal static class Migrate
{
    public const string Project = "DarkTower.Migrator";

    public static readonly long[] Versions = [.. MigrationSet.Load().All.Select(migration => migration.Version)];

    public static async Task<string> Async(string connectionString, params string[] arguments)
    {
        var (exitCode, output) = await TryAsync(connectionString, arguments);
        Assert.True(exitCode == 0, $"{string.Join(' ', arguments)} exited with {exitCode}:\n{output}");
        return output;
    }

    /// <summary>describe takes half a minute when nothing else runs.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    public static Task<(int ExitCode, string Output)> TryAsync(string connectionString, params string[] arguments) =>
        TryAsync(connectionString, arguments, []);

    public static Task<(int ExitCode, string Output)> TryAsync(
        string connectionString, string[] arguments, Dictionary<string, string> settings) =>
        ServiceProcess.RunAsync(Project, arguments, With(settings, connectionString), Longest);

    public static Task<ChildProcess> StartAsync(string connectionString, string[] arguments, Dictionary<string, string>? settings = null) =>
        ChildProcess.StartAsync(
            ["dotnet", Repository.AssemblyOf(Project), .. arguments],
            With(settings ?? [], connectionString));

    /// <summary>The same database as another role.</summary>
    public static string As(this OwnDatabase database, string role, string password) =>
        new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = role, Password = password }.ConnectionString;

    public static Dictionary<string, string> With(Dictionary<string, string> settings, string connectionString) =>
        new(settings) { ["ConnectionStrings:darktower"] = connectionString };
}

internal static class Sql
{
    public static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    public static async Task ExecuteAsync(this NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of every row, as text.</summary>
    public static async Task<List<string>> QueryAsync(this NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
            rows.Add(reader.GetValue(0).ToString()!);
        return rows;
    }

    public static Task<List<string>> QueryAsync(this OwnDatabase database, string sql) => QueryAsync(database.ConnectionString, sql);

    /// <summary>The number of backends of Migrators in this database that are in the given state.</summary>
    public static async Task<int> MigratorsAsync(this NpgsqlConnection connection, string state = "true") =>
        (await connection.QueryAsync($"""
            SELECT pid FROM pg_stat_activity
            WHERE application_name = 'darktower-migrator' AND datname = current_database() AND {state}
            """)).Count;

    public static async Task<List<string>> QueryAsync(string connectionString, string sql)
    {
        await using var connection = await OpenAsync(connectionString);
        return await connection.QueryAsync(sql);
    }
}
