namespace DarkTower.Migrator.Tests.Catalog;

/// <summary>What is updated all the time is updated within its page, as the server's own counters say.</summary>
public sealed class HeapOnlyTests(SharedMigratedDatabase shared) : IClassFixture<SharedMigratedDatabase>
{
    private const int Rounds = 25;
    private const int Rows = 40;

    [Theory]
    [InlineData("meeting_controller_load", "current_meetings = current_meetings + 1")]
    [InlineData("media_handler_load", "cpu_percent = (cpu_percent + 1) % 100")]
    public async Task A_heartbeat_is_a_heap_only_update(string table, string change)
    {
        const string Beat = "health = 'healthy', heartbeat_seq = heartbeat_seq + 1, last_heartbeat_at = now()";
        await using var connection = await Sql.OpenAsync(shared.AdminConnectionString);
        var (parent, values) = table == "meeting_controller_load"
            ? ("meeting_controllers (controller_id, region, grpc_endpoint, max_meetings, max_participants)", "'eu-1', 'x', 1, 1")
            : ("media_handlers (handler_id, region, grpc_endpoint, max_streams)", "'eu-1', 'x', 1");
        var key = table == "meeting_controller_load" ? "controller_id" : "handler_id";
        await connection.ExecuteAsync($"""
            WITH made AS (INSERT INTO {parent} SELECT gen_random_uuid(), {values} FROM generate_series(1, {Rows}) RETURNING {key})
            INSERT INTO {table} ({key}) SELECT {key} FROM made
            """);
        var keys = await connection.QueryAsync($"SELECT {key} FROM {table}");

        for (var round = 0; round < Rounds; round++)
        {
            foreach (var one in keys)
                await connection.ExecuteAsync($"UPDATE {table} SET {change}, {Beat} WHERE {key} = '{one}'");
        }
        await connection.ExecuteAsync("SELECT pg_stat_force_next_flush()");

        // An autovacuum at the wrong moment may cost a few.
        Assert.Equal(["1000 in place"], await connection.QueryAsync(
            $"SELECT format('%s %s', n_tup_upd, CASE WHEN n_tup_hot_upd >= 0.95 * n_tup_upd THEN 'in place' ELSE n_tup_hot_upd::text END) "
            + $"FROM pg_stat_user_tables WHERE relname = '{table}'"));
    }
}
