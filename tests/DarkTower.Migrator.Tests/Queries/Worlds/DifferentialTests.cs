using DarkTower.Migrator.Queries;
using DarkTower.Migrator.Queries.Plans;
using DarkTower.Migrator.Queries.Worlds;
using Npgsql;
using Xunit.Abstractions;

namespace DarkTower.Migrator.Tests.Queries.Worlds;

[Collection(nameof(WorldServers))]
public sealed class DifferentialTests(WorldServers servers, ITestOutputHelper output)
{
    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task A_statement_of_any_form_that_forgets_the_tenant_is_caught_and_the_right_one_is_not(int major)
    {
        await using var connection = await servers.CloneAsync(major);
        List<string> missed = [];
        foreach (var one in LeakCase.All)
        {
            var right = await CompareAsync(connection, one.Name, one.Right, one.Columns);
            var wrong = await CompareAsync(connection, one.Name, one.Wrong, one.Columns);
            output.WriteLine($"{one.Name}: {right.Runs}, {wrong.Runs} {string.Join(" ", wrong.Faults)}");
            missed.AddRange(right.Faults.Select(fault => $"{one.Name} is right: {fault}").Concat(right.Notes));
            if (wrong.Faults is not [{ Rule: "leaks", At: not "" }])
                missed.Add($"{one.Name} leaks: {string.Join(" ", wrong.Faults)} {string.Join(" ", wrong.Notes)}");
        }
        Assert.Empty(missed);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task A_tenant_that_was_looked_up_binds_by_the_setting_alone(int major)
    {
        const string Find = """
            SELECT o.org_id, o.display_name FROM organization_directory AS d JOIN organizations AS o ON o.org_id = d.org_id
            WHERE d.subdomain = $1
            """;
        await using var connection = await servers.CloneAsync(major);

        var wrong = await CompareAsync(connection, "FindOrgs", Find, ["1=organization_directory.subdomain"], Tenancy.Setting);
        var right = await CompareAsync(
            connection, "FindOrgs", Find + " AND o.org_id = nullif(current_setting('app.org_id', true), '')::uuid",
            ["1=organization_directory.subdomain"], Tenancy.Setting);

        Assert.Equal(["leaks organizations"], wrong.Faults.Select(fault => $"{fault.Rule} {fault.At}"));
        Assert.Empty(right.Faults);
        Assert.Empty(right.Notes);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task A_global_statement_that_touches_a_tenants_table_leaks(int major)
    {
        await using var connection = await servers.CloneAsync(major);

        var right = await CompareAsync(
            connection, "A", "SELECT org_id FROM meeting_codes WHERE meeting_code = $1", ["1=meeting_codes.meeting_code"], Tenancy.Global);
        var wrong = await CompareAsync(
            connection, "A", "SELECT org_id FROM meetings WHERE meeting_code = $1", ["1=meetings.meeting_code"], Tenancy.Global);

        Assert.Empty(right.Faults);
        Assert.Equal(["leaks meetings"], wrong.Faults.Select(fault => $"{fault.Rule} {fault.At}"));
    }

    [Fact]
    public async Task What_no_arguments_bring_about_is_said()
    {
        await using var connection = await servers.CloneAsync(15);

        var read = await CompareAsync(connection, "Read", "SELECT email FROM users WHERE org_id = $1 AND email = 'nobody'", []);
        var write = await CompareAsync(connection, "Write", "UPDATE users SET version = 2 WHERE org_id = $1 AND email = 'nobody'", []);

        Assert.Equal(["no arguments were found with which it returns a row"], read.Notes);
        Assert.Equal(["no arguments were found with which it writes a row of users"], write.Notes);
        Assert.Empty(read.Faults);
    }

    [Theory]
    [InlineData("UPDATE users SET last_login_at = clock_timestamp() WHERE org_id = $1 AND user_id = $2", false)]
    [InlineData("UPDATE users SET last_login_at = clock_timestamp() WHERE $1::uuid IS NOT NULL AND user_id = $2", true)]
    [InlineData("SELECT user_id FROM users WHERE org_id = $1 AND user_id <> $2 ORDER BY status LIMIT 7", false)]
    [InlineData("SELECT user_id FROM users WHERE $1::uuid IS NOT NULL AND user_id <> $2 ORDER BY status", true)]
    [InlineData("SELECT gen_random_uuid() AS id FROM users WHERE org_id = $1 AND user_id = $2", false)]
    [InlineData("SELECT gen_random_uuid() AS id FROM users WHERE $1::uuid IS NOT NULL AND user_id = $2", true)]
    public async Task What_is_different_in_every_run_is_no_leak(string sql, bool leaks)
    {
        await using var connection = await servers.CloneAsync(15);

        var found = await CompareAsync(connection, "A", sql, ["2=users.user_id"]);

        Assert.Equal(leaks ? ["leaks"] : [], found.Faults.Select(fault => fault.Rule));
        Assert.Empty(leaks ? [] : found.Notes);
    }

    [Fact]
    public async Task What_the_service_may_not_do_is_an_error()
    {
        await using var connection = await servers.CloneAsync(15);

        var found = await CompareAsync(
            connection, "A", "SELECT password_hash FROM users WHERE org_id = $1 AND user_id = $2", ["2=users.user_id"]);

        var fault = Assert.Single(found.Faults);
        Assert.Equal(("error", "permission denied for table users (as darktower_app)"), (fault.Rule, fault.Why));
    }

    [Theory]
    [InlineData("SELECT last_login_at FROM users WHERE org_id = $1",
        "last_login_at is NULL in a row, though the ! in its name says it never is.")]
    [InlineData("SELECT ARRAY['a', 'NULL', NULL] AS last_login_at FROM users WHERE org_id = $1",
        "last_login_at has an element that is NULL in a row, though the ! in its name says it never is.")]
    public async Task An_override_that_execution_disproves_is_a_fault_and_a_fact_that_it_disproves_is_a_bug(string sql, string why)
    {
        await using var connection = await servers.CloneAsync(15);
        var described = await Described.ByServerAsync(connection, "A", sql);
        var differential = new Differential(connection, await PlanCatalog.ReadAsync(connection, default));
        StatementFacts Claim(bool claimed) => described.Facts with
        {
            Columns = [described.Facts.Columns![0] with { MayBeNull = false, ElementsMayBeNull = false, Claimed = claimed }],
        };

        var found = await differential.CompareAsync("A", described.Text, Claim(true), default);
        var lie = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            differential.CompareAsync("A", described.Text, Claim(false), default));

        Assert.Equal([new Fault("null-claimed", "last_login_at", why)], found.Faults);
        Assert.StartsWith("A: last_login_at ", lie.Message);
    }

    [Fact]
    public async Task Columns_of_one_group_are_null_together_and_rows_are_as_many_as_was_said()
    {
        await using var connection = await servers.CloneAsync(15);
        var described = await Described.ByServerAsync(connection, "A", """
            SELECT u.user_id, k.name, k.expires_at, k.user_id AS holder FROM users AS u
            LEFT JOIN api_keys AS k ON k.org_id = $1 AND k.user_id = u.user_id
            WHERE u.org_id = $1 AND u.user_id = $2
            """, columns: "2=users.user_id");
        var differential = new Differential(connection, await PlanCatalog.ReadAsync(connection, default));
        ColumnFact Column(int at, string? absent, bool mayBeNull = false) =>
            described.Facts.Columns![at] with { MayBeNull = mayBeNull, Absent = absent };
        Task<Comparison> CompareAsync(string rows, params ColumnFact[] columns) =>
            differential.CompareAsync("A", described.Text, described.Facts with { Columns = columns, Rows = rows }, default);

        var right = await CompareAsync("*", Column(0, null), Column(1, "k"), Column(2, "k", true), Column(3, "k"));
        var notNull = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            CompareAsync("*", Column(0, null), Column(1, "k"), Column(2, "k"), Column(3, "k")));
        var oneRow = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            CompareAsync("0..1", Column(0, null), Column(1, "k"), Column(2, "k", true), Column(3, "k")));

        Assert.Empty(right.Faults);
        Assert.Contains("expires_at is NULL though the row of k is there", notNull.Message);
        Assert.Contains("returned 2 rows, though the analysis says 0..1", oneRow.Message);
    }

    private static async Task<Comparison> CompareAsync(
        NpgsqlConnection connection, string name, string sql, string[] columns, Tenancy tenancy = Tenancy.Argument)
    {
        var described = await Described.ByServerAsync(connection, name, sql, tenancy, columns);
        var differential = new Differential(connection, await PlanCatalog.ReadAsync(connection, default));
        return await differential.CompareAsync(name, described.Text, described.Facts, default);
    }
}
