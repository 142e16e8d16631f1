using Npgsql;

namespace DarkTower.Migrator.Tests.Catalog;

/// <summary>What the service's role can see and do, each refusal beside its allowed twin.</summary>
public sealed class IsolationTests(SharedMigratedDatabase shared) : IClassFixture<SharedMigratedDatabase>
{
    private static readonly string[] Tables =
    [
        "organizations", "users", "user_roles", "user_identities", "api_keys", "meetings", "participants", "recordings",
        "meeting_assignments", "idempotency_keys", "audit_logs", "erasures",
    ];

    [Fact]
    public async Task A_tenant_sees_its_rows_and_nobody_elses_and_without_a_tenant_there_are_none()
    {
        var (mine, yours) = (await SeedAsync(), await SeedAsync());
        await using var connection = await Sql.OpenAsync(shared.AppConnectionString);
        foreach (var table in Tables)
        {
            Assert.Equal([mine.ToString()], await SeenAsync(connection, table, mine.ToString()));
            Assert.Equal([yours.ToString()], await SeenAsync(connection, table, yours.ToString()));
            Assert.Empty(await SeenAsync(connection, table, Guid.NewGuid().ToString()));
            // Also on a connection that had a tenant before: PostgreSQL leaves the setting as an empty string.
            Assert.Empty(await SeenAsync(connection, table, ""));
            Assert.Empty(await connection.QueryAsync($"SELECT org_id FROM {table}"));
        }
    }

    [Fact]
    public async Task A_row_of_another_tenant_is_neither_written_nor_changed()
    {
        var (mine, yours) = (await SeedAsync(), await SeedAsync());
        await using var connection = await Sql.OpenAsync(shared.AppConnectionString);

        Assert.Equal("42501", await RefusedAsync(connection, mine, InsertUser(yours)));
        Assert.Null(await RefusedAsync(connection, mine, InsertUser(mine)));
        string Update(Guid org) => $"UPDATE organizations SET open_meetings = 7 WHERE org_id = '{org}' RETURNING org_id";
        Assert.Empty(await AsAsync(connection, mine, Update(yours)));
        Assert.Single(await AsAsync(connection, mine, Update(mine)));
    }

    [Fact]
    public async Task A_user_of_another_tenant_and_a_user_that_is_nowhere_are_refused_alike()
    {
        var (mine, yours) = (await SeedAsync(), await SeedAsync());
        await using var connection = await Sql.OpenAsync(shared.AppConnectionString);
        string Insert(Guid user) => $"""
            INSERT INTO meetings (org_id, meeting_id, created_by_user_id, display_name, meeting_code, join_secret_hash)
            VALUES ('{mine}', gen_random_uuid(), '{user}', 'x', '{Code()}', sha256('x'))
            """;

        // The seed gives the one user of an organization the organization's own id.
        Assert.Equal("23503 meetings_created_by_fkey", await RefusedAsync(connection, mine, Insert(yours), withConstraint: true));
        Assert.Equal("23503 meetings_created_by_fkey", await RefusedAsync(connection, mine, Insert(Guid.NewGuid()), withConstraint: true));
        Assert.Null(await RefusedAsync(connection, mine, Insert(mine)));
    }

    [Theory]
    [InlineData("SELECT version FROM migrations.applied")]
    [InlineData("INSERT INTO migrations.applied (version) VALUES (1)")]
    [InlineData("SELECT password_hash FROM users")]
    [InlineData("UPDATE audit_logs SET action = 'x'")]
    [InlineData("DELETE FROM audit_logs")]
    [InlineData("INSERT INTO audit_logs_default DEFAULT VALUES")]
    [InlineData("DELETE FROM users")]
    [InlineData("UPDATE users SET user_id = gen_random_uuid()")]
    [InlineData("UPDATE organizations SET subdomain = 'other'")]
    [InlineData("SELECT refresh_token_encrypted FROM user_identities")]
    [InlineData("UPDATE api_keys SET secret_hash = sha256('x')")]
    [InlineData("UPDATE meeting_assignments SET controller_id = gen_random_uuid()")]
    [InlineData("UPDATE erasures SET state = 'done'")]
    [InlineData("DELETE FROM erasures")]
    [InlineData("DELETE FROM recordings")]
    [InlineData("DELETE FROM idempotency_keys")]
    [InlineData("DELETE FROM meeting_controllers")]
    [InlineData("UPDATE organization_directory SET org_id = gen_random_uuid()")]
    [InlineData("DELETE FROM meeting_codes")]
    [InlineData("TRUNCATE meetings")]
    [InlineData("CREATE TABLE mine (id int)")]
    [InlineData("CREATE TEMPORARY TABLE mine (id int)")]
    [InlineData("SELECT set_updated_at()")]
    [InlineData("SET ROLE darktower_owner")]
    [InlineData("ALTER TABLE users DISABLE ROW LEVEL SECURITY")]
    [InlineData("DROP POLICY tenant ON users")]
    public async Task The_app_has_no_right_to(string sql)
    {
        await using var connection = await Sql.OpenAsync(shared.AppConnectionString);

        Assert.Equal("42501", await RefusedAsync(connection, Guid.NewGuid(), sql));
    }

    [Fact]
    public async Task The_app_finds_tenants_by_subdomain_and_code_and_writes_the_trail()
    {
        var org = await SeedAsync();
        await using var connection = await Sql.OpenAsync(shared.AppConnectionString);

        Assert.Null(await RefusedAsync(connection, org,
            $"INSERT INTO organization_directory (subdomain, org_id) VALUES ('d{org:N}', '{org}')"));
        Assert.Null(await RefusedAsync(connection, org,
            $"INSERT INTO meeting_codes (meeting_code, org_id, meeting_id) VALUES ('{Code()}', '{org}', '{org}')"));
        Assert.Null(await RefusedAsync(connection, org, $"""
            INSERT INTO audit_logs (org_id, audit_id, actor_type, action, target_type, target_id, request_id)
            VALUES ('{org}', gen_random_uuid(), 'platform', 'meeting.create', 'meeting', 'x', 'x')
            """));
        Assert.Equal([$"audit_logs_{DateTime.UtcNow:yyyy_MM}"], await Sql.QueryAsync(
            shared.AdminConnectionString, $"SELECT DISTINCT tableoid::regclass::text FROM audit_logs WHERE org_id = '{org}'"));
    }

    [Fact]
    public void Every_tenant_table_is_tried_above() => Assert.Equal(
        DarkTower.Migrator.Catalog.Conventions.Project.TenantTables.Order(), Tables.Order());

    [Fact]
    public async Task Even_the_owner_sees_no_tenant_without_saying_which()
    {
        await SeedAsync();
        await using var connection = await Sql.OpenAsync(shared.AdminConnectionString);
        Assert.NotEmpty(await connection.QueryAsync("SELECT org_id FROM users"));
        await connection.ExecuteAsync("SET ROLE darktower_owner");

        Assert.Empty(await connection.QueryAsync("SELECT org_id FROM users"));
    }

    [Fact]
    public async Task An_update_moves_updated_at_and_nothing_else()
    {
        var org = await SeedAsync();
        await using var connection = await Sql.OpenAsync(shared.AppConnectionString);
        await AsAsync(connection, org, "UPDATE organizations SET open_meetings = 1");

        Assert.Equal(["True"], await AsAsync(connection, org, "SELECT updated_at > created_at FROM organizations"));
    }

    private static string Code() => Guid.NewGuid().ToString("N")[..12];

    private static string InsertUser(Guid org) =>
        "INSERT INTO users (org_id, user_id, email, display_name) "
        + $"VALUES ('{org}', gen_random_uuid(), '{Guid.NewGuid():N}@example.org', 'x')";

    private async Task<Guid> SeedAsync()
    {
        var org = Guid.NewGuid();
        await using var connection = await Sql.OpenAsync(shared.AdminConnectionString);
        await connection.ExecuteAsync($"""
            INSERT INTO organizations (org_id, subdomain, display_name) VALUES ('{org}', 'o{org:N}', 'x');
            INSERT INTO users (org_id, user_id, email, display_name) VALUES ('{org}', '{org}', 'a@example.org', 'x');
            INSERT INTO meetings (org_id, meeting_id, display_name, meeting_code, join_secret_hash)
            VALUES ('{org}', '{org}', 'x', '{Code()}', sha256('x'));
            INSERT INTO participants (org_id, meeting_id, participant_id, display_name, participant_type, role)
            VALUES ('{org}', '{org}', '{org}', 'x', 'guest', 'guest');
            INSERT INTO user_roles (org_id, user_id, role) VALUES ('{org}', '{org}', 'admin');
            INSERT INTO user_identities (org_id, provider, provider_user_id, user_id) VALUES ('{org}', 'google', 'x', '{org}');
            INSERT INTO api_keys (org_id, key_id, name, key_prefix, secret_hash, scopes)
            VALUES ('{org}', '{org}', 'x', 'dtk_x', sha256('x'), ARRAY['read']);
            INSERT INTO recordings (org_id, recording_id, meeting_id, storage_bucket, storage_path, expires_at)
            VALUES ('{org}', '{org}', '{org}', 'x', 'x', now() + interval '1 year');
            INSERT INTO meeting_assignments (org_id, assignment_id, meeting_id, region, controller_id, reserved_until, assigned_by)
            VALUES ('{org}', '{org}', '{org}', 'eu-1', '{org}', now() + interval '1 minute', 'x');
            INSERT INTO idempotency_keys (org_id, key, request_hash, lease_until) VALUES ('{org}', 'x', sha256('x'), now());
            INSERT INTO audit_logs (org_id, audit_id, actor_type, action, target_type, target_id, request_id)
            VALUES ('{org}', '{org}', 'platform', 'org.create', 'org', 'x', 'x');
            INSERT INTO erasures (org_id, subject_type, subject_id) VALUES ('{org}', 'org', '{org}');
            """);
        return org;
    }

    private static async Task<List<string>> SeenAsync(NpgsqlConnection connection, string table, string org)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.QueryAsync("SELECT set_config('app.org_id', $1, true)", org);
        var seen = await connection.QueryAsync($"SELECT org_id FROM {table}");
        await transaction.CommitAsync();
        return seen;
    }

    private static async Task<List<string>> AsAsync(NpgsqlConnection connection, Guid org, string sql)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.QueryAsync("SELECT set_config('app.org_id', $1, true)", org.ToString());
        var rows = await connection.QueryAsync(sql);
        await transaction.CommitAsync();
        return rows;
    }

    private static async Task<string?> RefusedAsync(NpgsqlConnection connection, Guid org, string sql, bool withConstraint = false)
    {
        try
        {
            await AsAsync(connection, org, sql);
            return null;
        }
        catch (PostgresException error)
        {
            return withConstraint ? $"{error.SqlState} {error.ConstraintName}" : error.SqlState;
        }
    }
}
