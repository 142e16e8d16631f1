using System.Text.RegularExpressions;
using DarkTower.Fixtures;
using Npgsql;

namespace DarkTower.Migrator.Tests;

/// <summary>Nothing that is printed, and nothing the server logs, holds a password.</summary>
public sealed class SecretTests
{
    private const string Secret = "open;'\"sesame";

    // They start servers of their own.
    private static readonly string[] WithoutDatabase = ["review", "docs", "describe"];

    [Fact]
    public async Task No_verb_prints_a_password_and_the_server_logs_none_whatever_is_wrong_with_the_connection()
    {
        await using var server = await PostgresServer.StartAsync(
            options: "-c log_min_messages=info -c log_statement=all -c log_connections=on");
        await using var database = await OwnDatabase.CreateAsync(server: server);
        var passwords = new[] { "App", "Jobs", "Monitor", "Migrator" }.ToDictionary(role => $"Roles:{role}Password", role => Secret + role);
        Assert.Equal(0, (await Migrate.TryAsync(database.ConnectionString, [], passwords)).ExitCode);
        var verbs = Regex.Matches(await Migrate.Async("", "--help"), @"(?m)^  ([a-z]+)\b").Select(match => match.Groups[1].Value)
            .Where(verb => !WithoutDatabase.Contains(verb)).ToList();
        Assert.Contains("partitions", verbs);
        string[] connections =
        [
            With(database, builder => builder.Password = Secret),
            With(database, builder => (builder.Username, builder.Password) = ("darktower_app", Secret + "App")),
            With(database, builder => (builder.Port, builder.Password) = (1, Secret)),
            With(database, builder =>
                (builder.Database, builder.Username, builder.Password) = ("nowhere", "darktower_migrator", Secret + "Migrator")),
            $"{database.ConnectionString};Pasword=\"{Secret.Replace("\"", "\"\"")}\"",
            $"Host=127.0.0.1;Port={Secret}",
        ];

        foreach (var connection in connections)
        {
            foreach (var some in verbs.Chunk(4))
            {
                var runs = await Task.WhenAll(some.Select(verb => Migrate.TryAsync(connection, [verb, .. Arguments(verb)], passwords)));
                foreach (var (exitCode, output) in runs)
                {
                    Assert.True(exitCode != 0, output);
                    AssertHoldsNone(output);
                }
            }
        }
        Assert.Contains("ALTER ROLE darktower_app", server.Output);
        AssertHoldsNone(server.Output);
    }

    private static string[] Arguments(string verb) => verb switch
    {
        "down" => ["--to", "0"],
        "rollback" => ["--steps", "1"],
        "seed" => ["--profile", "demo"],
        _ => [],
    };

    private static void AssertHoldsNone(string text)
    {
        Assert.DoesNotContain("sesame", text);
        Assert.DoesNotContain("open;", text);
    }

    private static string With(OwnDatabase database, Action<NpgsqlConnectionStringBuilder> change)
    {
        var builder = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        change(builder);
        return builder.ConnectionString;
    }
}
