using System.Text.RegularExpressions;
using DarkTower.Migrator.Queries;
using DarkTower.Migrator.Queries.Analysis;
using DarkTower.Migrator.Queries.Plans;
using DarkTower.Migrator.Queries.Worlds;
using DarkTower.Migrator.Tests.Queries;
using Npgsql;
using Xunit.Abstractions;

namespace DarkTower.Migrator.Tests.Guarantees;

/// <summary>Every statement of the service with one comparison of a tenant taken out: describe must refuse each.</summary>
[Collection(nameof(WorldServers))]
public sealed partial class QueryMutationTests(WorldServers servers, ITestOutputHelper output)
{
    /// <summary>
    /// Of the directories, which belong to no tenant and are not looked at; and an erasure's subject, which is the organization itself.
    /// </summary>
    private static readonly string[] Excused =
    [
        "FinishOrg without d.org_id = $1 at 249", "FinishOrg without org_id = $1 at 314", "FinishOrg without org_id = $1 at 758",
        "RemoveMeetings without c.org_id = $1 at 544", "EraseOrg without o.org_id = $1 at 475",
    ];

    private sealed record Mutant(string Query, string What, StatementText Text);

    [Fact]
    public async Task A_statement_that_lost_one_of_its_tenant_predicates_is_refused()
    {
        await using var connection = await servers.CloneAsync(18);
        var differential = new Differential(connection, await PlanCatalog.ReadAsync(connection, default));
        var statements = await Described.OfServiceAsync(connection);
        var mutants = statements.Where(each => each.Text.Tenancy is not (Tenancy.Global or Tenancy.Across)).SelectMany(MutantsOf)
            .Where(mutant => !Excused.Contains($"{mutant.Query} without {mutant.What}")).ToList();
        Dictionary<string, int> caught = [];
        List<string> survivors = [];

        foreach (var mutant in mutants)
        {
            var rule = await RefusalAsync(connection, differential, mutant);
            if (rule is null) survivors.Add($"{mutant.Query} without {mutant.What}:\n{mutant.Text.Sql}");
            else caught[rule] = caught.GetValueOrDefault(rule) + 1;
        }

        Assert.True(mutants.Count > statements.Count, $"{mutants.Count} mutants of {statements.Count} statements");
        Assert.True(survivors.Count == 0, $"{survivors.Count} of {mutants.Count} survived:\n{string.Join("\n\n", survivors)}");
        output.WriteLine($"{mutants.Count} mutants of {statements.Count} statements; "
            + string.Join(", ", caught.OrderByDescending(each => each.Value).Select(each => $"{each.Key} {each.Value}")));
    }

    /// <summary>The rule of the analysis that speaks, or else the run with row security on and off.</summary>
    private static async Task<string?> RefusalAsync(NpgsqlConnection connection, Differential differential, Mutant mutant)
    {
        var facts = await StatementAnalysis.ReadAsync(connection, mutant.Text, default);
        if (facts.Faults is [var first, ..])
            // What the server does not even parse says nothing of the guard.
            return first.Rule == "error" ? null : first.Rule;
        var compared = await differential.CompareAsync(mutant.Query, mutant.Text, facts, default);
        return compared.Faults.FirstOrDefault(fault => fault.Rule != "null-absent")?.Rule;
    }

    private static IEnumerable<Mutant> MutantsOf(Described statement)
    {
        var (name, text, _) = statement;
        var always = text.Tenancy == Tenancy.Argument ? "($1::uuid IS NOT NULL)" : "true";
        foreach (Match tie in Comparison().Matches(text.Sql))
            yield return new Mutant(name, $"{tie.Value} at {tie.Index}", text with { Sql = Spliced(text.Sql, tie, always) });
        foreach (Match insert in Inserted().Matches(text.Sql))
        {
            var tenant = insert.Groups["tenant"];
            yield return new Mutant(name, $"the tenant of {insert.Groups["table"].Value}", text with
            {
                Sql = Spliced(text.Sql, tenant, "CASE WHEN $1::uuid IS NULL THEN NULL ELSE gen_random_uuid() END"),
            });
        }
    }

    private static string Spliced(string sql, Capture at, string with) => sql[..at.Index] + with + sql[(at.Index + at.Length)..];

    [GeneratedRegex(@"(?<![\w.])(?:\w+\.)?org_id = (?:\$1(?!\d)|\w+\.org_id|nullif\(current_setting\('app\.org_id', true\), ''\)::uuid)")]
    private static partial Regex Comparison();

    [GeneratedRegex(@"INSERT INTO (?<table>\w+)[^()]*\(\s*org_id\b[^()]*\)\s*(?:SELECT|VALUES \()\s*(?<tenant>\$1)(?!\d)")]
    private static partial Regex Inserted();
}
