using System.Text.Json;
using DarkTower.Fixtures;

namespace DarkTower.Migrator.Tests.Verbs;

/// <summary>The command line of review; what it finds is judged by the set in Review/.</summary>
public sealed class ReviewTests : IDisposable
{
    private const string Hazard = "CREATE INDEX users_name_idx ON public.users (org_id, display_name);";

    private readonly string _folder = Directory.CreateTempSubdirectory("darktower-review-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_hazard_is_refused_with_its_place_effect_and_rewrite()
    {
        var (exitCode, output) = await ReviewAsync("--file", Write("up.sql", $"\n\n{Hazard}"), "--pg", "15");

        Assert.Equal(1, exitCode);
        Assert.Matches("error +lock.index-create +public.users", output);
        Assert.Contains("up.sql:3, statement 1", output);
        Assert.Contains("CREATE INDEX CONCURRENTLY users_name_idx ON public.users (org_id, display_name);", output);
        Assert.Contains("seen on 15, line 3: Share on public.users", output);
    }

    [Fact]
    public async Task Json_has_every_field_of_a_finding_and_the_score()
    {
        var (exitCode, output) = await ReviewAsync("--file", Write("up.sql", Hazard), "--pg", "15,18", "--json");

        Assert.Equal(1, exitCode);
        var report = Parse(output);
        var finding = report.GetProperty("findings").EnumerateArray()
            .Single(one => one.GetProperty("code").GetString() == "lock.index-create");
        Assert.Equal("error", finding.GetProperty("severity").GetString());
        Assert.Equal((1, 1), (finding.GetProperty("statement").GetInt32(), finding.GetProperty("line").GetInt32()));
        Assert.Equal([15, 18], finding.GetProperty("pg").EnumerateArray().Select(version => version.GetInt32()));
        Assert.NotEmpty(finding.GetProperty("effect").GetString()!);
        Assert.NotEmpty(finding.GetProperty("saferRewrite").GetString()!);
        Assert.InRange(report.GetProperty("score").GetInt32(), 0, 60);
    }

    [Fact]
    public async Task Sarif_points_to_the_line_of_each_finding()
    {
        var (_, output) = await ReviewAsync("--file", Write("up.sql", $"\n{Hazard}"), "--pg", "15", "--sarif");

        var run = Parse(output).GetProperty("runs")[0];
        var result = run.GetProperty("results").EnumerateArray()
            .Single(one => one.GetProperty("ruleId").GetString() == "lock.index-create");
        Assert.Equal("error", result.GetProperty("level").GetString());
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal(2, place.GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.Contains(run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray(),
            rule => rule.GetProperty("id").GetString() == "lock.index-create");
    }

    [Fact]
    public async Task The_position_card_says_what_a_reviewer_would()
    {
        var (_, output) = await ReviewAsync("--file", Write("up.sql", Hazard), "--pg", "15", "--card");

        var card = Parse(output);
        string[] fields = ["role", "claims", "plan", "evidence", "risks", "confidence", "cost", "reversibility", "score", "reasons"];
        foreach (var field in fields)
            Assert.True(card.TryGetProperty(field, out _), $"{field} is missing in {output}");
        Assert.Equal("database", card.GetProperty("role").GetString());
        Assert.Contains("lock.index-create", card.GetProperty("claims")[0].GetString());
    }

    [Fact]
    public async Task A_context_request_is_answered_with_schema_changes_and_breaks()
    {
        var request = Write("request.json", """
            {"requesting_agent": "controller", "request_type": "get_database_context",
             "payload": {"query": "ALTER TABLE public.users RENAME COLUMN email TO mail", "operation": "migrate"}}
            """);

        var (exitCode, output) = await ReviewAsync("--context", request, "--pg", "18");

        Assert.True(exitCode == 0, output);
        var answer = Parse(output).GetProperty("database_response");
        Assert.Equal("public.users", answer.GetProperty("current_schema")[0].GetProperty("table").GetString());
        Assert.True(answer.GetProperty("migration_required").GetBoolean());
        Assert.Contains(answer.GetProperty("breaking_changes").EnumerateArray(),
            change => change.GetProperty("code").GetString() == "compat.rename-column");
        Assert.NotEqual(0, answer.GetProperty("recommended_changes").GetArrayLength());
    }

    [Theory]
    [InlineData("-- review:allow lock.index-create the table is empty until the next release\n", 0, "nothing found")]
    [InlineData("-- review:allow lock.index-create\n", 1, "without a reason")]
    [InlineData("-- review:allow lock.index-drop never dropped here\n", 1, "review.stale-allow")]
    public async Task An_allow_silences_what_it_names_and_says_why(string comment, int exitCode, string said)
    {
        var prior = Write("prior.sql", "CREATE TABLE t (id bigint PRIMARY KEY, a text);");

        var review = await ReviewAsync("--file", Write("up.sql", $"{comment}CREATE INDEX t_a_idx ON t (a);"),
            "--down", Write("down.sql", "-- review:allow lock.index-drop x\nDROP INDEX t_a_idx;"), "--prior", prior,
            "--empty", "--pg", "15");

        Assert.True(review.ExitCode == exitCode, review.Output);
        Assert.True(review.Output.Contains(said, StringComparison.Ordinal) || exitCode == 0, review.Output);
    }

    [Theory]
    [InlineData("--file", "/no/such/file.sql")]
    [InlineData("--pg", "14")]
    [InlineData("--migration", "7")]
    [InlineData("--down", "x.sql")]
    [InlineData("--context", "/no/such/file.json")]
    public async Task Bad_input_is_one_line_and_exit_code_2(params string[] arguments)
    {
        var (exitCode, output) = await ReviewAsync(arguments);

        Assert.Equal((2, 1), (exitCode, output.Trim().Split('\n').Length));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static Task<(int ExitCode, string Output)> ReviewAsync(params string[] arguments) =>
        ServiceProcess.RunAsync(Migrate.Project, ["review", .. arguments], new Dictionary<string, string>());

    /// <summary>The document in an output that standard error shares.</summary>
    private static JsonElement Parse(string output)
    {
        using var document = JsonDocument.Parse(output[output.IndexOf('{')..(output.LastIndexOf('}') + 1)]);
        return document.RootElement.Clone();
    }
}
