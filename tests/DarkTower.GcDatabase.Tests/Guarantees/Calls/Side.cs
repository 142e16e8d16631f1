using DarkTower.GcDatabase.Tests.Harness;
using Npgsql;

namespace DarkTower.GcDatabase.Tests.Guarantees.Calls;

/// <summary>One of the two worlds, with what others do in it: made of its own random numbers, so never the same as in the other.</summary>
internal sealed class Side(int number, World world, NpgsqlDataSource admin, Random random, ApiDocument document)
{
    /// <summary>Stands only in what others have.</summary>
    private const string Mark = "zqzq";

    /// <summary>The registry is the platform's: a controller with room for all, which never goes stale.</summary>
    public const string Registry = $"""
        INSERT INTO meeting_controllers (controller_id, region, grpc_endpoint, max_meetings, max_participants)
        VALUES ('{Vocabulary.Controller}', 'eu-1', 'https://mc.example:443', 1000000, 1000000);
        INSERT INTO meeting_controller_load (controller_id, health, last_heartbeat_at)
        VALUES ('{Vocabulary.Controller}', 'healthy', now() + interval '1 day');
        INSERT INTO media_handlers (handler_id, region, grpc_endpoint, max_streams)
        SELECT gen_random_uuid(), region, 'https://mh.example:443', 1000 FROM unnest(ARRAY['eu-1', 'us-1']) AS region;
        INSERT INTO media_handler_load (handler_id, health, last_heartbeat_at)
        SELECT handler_id, 'healthy', now() + interval '1 day' FROM media_handlers;
        """;

    public const string KeyOfAllScopes = """
        {"name":"all","scopes":["orgs:read","orgs:write","users:read","users:write","api-keys:read","api-keys:write","meetings:read",
        "meetings:write","meetings:claim","participants:read","participants:write","recordings:read","recordings:write",
        "assignments:read","assignments:write","audit:read"]}
        """;

    /// <summary>Every row of A's newest organization, under another tenant: the same ids, emails and names, other texts beside them.</summary>
    private const string Copy = $$"""
        DO $$
        DECLARE
            mine uuid := '{mine}';
            shadow uuid := gen_random_uuid();
            tenants regclass;
            columns text;
            taken text;
        BEGIN
            SET LOCAL session_replication_role = replica;
            FOR tenants IN SELECT oid::regclass FROM pg_class AS c WHERE relkind IN ('r', 'p') AND NOT relispartition
                AND EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid)
            LOOP
                SELECT string_agg(quote_ident(attname), ', '), string_agg(CASE attname
                    WHEN 'org_id' THEN quote_literal(shadow) || '::uuid'
                    WHEN 'subdomain' THEN quote_literal('s' || replace(shadow::text, '-', ''))
                    WHEN 'display_name' THEN quote_literal('{{Mark}}')
                    WHEN 'name' THEN quote_literal('{{Mark}}')
                    WHEN 'open_meetings' THEN '3'
                    WHEN 'version' THEN 'version + 7'
                    WHEN 'generation' THEN 'generation + 40'
                    ELSE quote_ident(attname) END, ', ')
                INTO columns, taken
                FROM pg_attribute
                WHERE attrelid = tenants AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
                EXECUTE format('INSERT INTO %s (%s) SELECT %s FROM %s WHERE org_id = %L', tenants, columns, taken, tenants, mine);
            END LOOP;
        END
        $$
        """;

    private readonly CallWriter _writer = new(document, random, world.Others) { Wrong = 0.02 };

    public World World => world;

    /// <summary>What another tenant owns, in an answer to A that did not send it itself.</summary>
    public string? LeakIn(Reply reply) =>
        reply.Text.Contains(Mark, StringComparison.Ordinal) ? $"world {number + 1} shows what only others have: {Mark}"
        : Renaming.TokensOf(reply.Whole).FirstOrDefault(token => world.Foreigners.Contains(token) && !world.Sent.Contains(token)
            && token != Vocabulary.Controller) is { } leak ? $"world {number + 1} shows {leak}, which is another tenant's"
        : null;

    /// <summary>Other tenants come and do things, more of them in the second world, with the names that A uses.</summary>
    public async Task DisturbAsync(ApiDocument of)
    {
        var create = of.Find("CreateOrg")!;
        await world.SendForeignAsync(new Call(create, "/v1/orgs", [],
            $$"""{"subdomain":"b-{{number}}-{{random.Next()}}","displayName":"{{Mark}}","maxConcurrentMeetings":{{random.Next(1, 30)}}}""",
            GcClient.PlatformKey));
        for (var at = 0; at < 10 + (number * 15); at++)
            await world.SendForeignAsync(_writer.Write(Vocabulary.Pick(random, of.Operations.Where(each => each.OfTenant))));
    }

    /// <summary>In the second world alone.</summary>
    public async Task ShadowAsync()
    {
        if (number == 0 || world.Own.Count("org") == 0) return;
        var mine = world.Own.At("org", world.Own.Count("org") - 1)["org"];
        await using var command = admin.CreateCommand(Copy.Replace("{mine}", mine, StringComparison.Ordinal));
        await command.ExecuteNonQueryAsync();
    }
}
