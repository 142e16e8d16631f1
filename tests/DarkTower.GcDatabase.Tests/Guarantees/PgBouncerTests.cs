using System.Text.RegularExpressions;
using DarkTower.Fixtures;
using Xunit.Abstractions;

namespace DarkTower.GcDatabase.Tests.Guarantees;

/// <summary>The suite again, with every connection of the service through a pooler in transaction mode.</summary>
public sealed partial class PgBouncerTests(ITestOutputHelper output)
{
    /// <summary>Asks for all that can pass; otherwise the long ones of the guarantees stay out, which would take the suite's time again.</summary>
    private static readonly bool All = Environment.GetEnvironmentVariable("DARKTOWER_TEST_PGBOUNCER_ALL") == "1";

    /// <summary>What looks at the wire or at the server's own processes finds the pooler there.</summary>
    private static readonly string[] Direct =
        ["PgBouncerTests", "RoundTripTests", "CostTests", "TenantSettingTests", "QueryTelemetryTests", "CrashTests", "Either_lock", "lost_both"];

    private static readonly string[] WithoutDatabase = ["ErrorDocumentTests", "ArchitectureTests", "OpenApiTests"];

    private static readonly string[] Long = ["Guarantees", "Race", "Trace", "Jobs", "Erasure"];

    [Fact]
    public async Task Behind_PgBouncer_in_transaction_mode_the_suite_passes()
    {
        await using var server = await PostgresServer.StartAsync(options: "-c max_connections=500");
        await using var pooler = await PgBouncer.StartAsync(server);

        await using var suite = await ChildProcess.StartAsync(
            [
                "dotnet", "test", typeof(PgBouncerTests).Assembly.Location, "--filter",
                string.Join('&', Direct.Concat(WithoutDatabase).Concat(All ? [] : Long).Select(name => $"FullyQualifiedName!~{name}")),
            ],
            new Dictionary<string, string>
            {
                ["DARKTOWER_TEST_POSTGRES"] = server.ConnectionString,
                [PgBouncer.Variable] = $"{pooler.Port}",
                // Prepared statements belong to a session, which a transaction of the pooler's is not.
                ["Postgres__Pool__PreparedStatements"] = "0",
            },
            Repository.Root);
        var code = await suite.WaitForExitAsync(TimeSpan.FromMinutes(All ? 30 : 10));

        Assert.True(code == 0, $"{suite.Output}\n{string.Join('\n', pooler.Output.Split('\n').TakeLast(20))}");
        var passed = Passed().Match(suite.Output);
        Assert.True(passed.Success && int.Parse(passed.Groups[1].Value, null) > 100, suite.Output);
        var sessions = pooler.Output.Split("login attempt").Length - 1;
        Assert.True(sessions > 10, $"{sessions} sessions went through the pooler");
        output.WriteLine($"{passed.Value}, {sessions} sessions of services");
    }

    [GeneratedRegex(@"Passed:\s+(\d+)")]
    private static partial Regex Passed();
}
