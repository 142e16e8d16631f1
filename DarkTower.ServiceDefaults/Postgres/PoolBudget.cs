using System.Globalization;
using Npgsql;

namespace DarkTower.ServiceDefaults;

/// <summary>One service's part of the server's connections.</summary>
internal sealed record PoolShare(string Service, int Replicas, int Size)
{
    public int Connections => Replicas * Size;

    public static PoolShare? Parse(string service, string? value) =>
        value?.Split('x', StringSplitOptions.TrimEntries) is [var replicas, var size]
        && int.TryParse(replicas, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and < 10_000
        && int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var each) && each is > 0 and < 10_000
            ? new PoolShare(service, count, each) : null;

    public override string ToString() => $"{Replicas} × {Size} ({Service})";
}

/// <summary>A pool that each replica of this service has beside its first.</summary>
internal sealed record SecondPool(string Name, int Size);

/// <summary>
/// What the server gives: all connections but those it keeps for superusers and for roles with pg_use_reserved_connections (16+).
/// </summary>
internal sealed record ServerConnections(int Max, int Reserved)
{
    private const string Sql = """
        SELECT current_setting('max_connections')::int,
               current_setting('superuser_reserved_connections')::int + coalesce(current_setting('reserved_connections', true), '0')::int
        """;

    public static async Task<ServerConnections> ReadAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
#pragma warning disable DTQ003 // before the service starts, of the server itself: no table, no tenant
        await using var command = dataSource.CreateCommand(Sql);
#pragma warning restore DTQ003
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new ServerConnections(reader.GetInt32(0), reader.GetInt32(1));
    }
}

internal static class PoolBudget
{
    /// <summary>Why the pools do not fit on the server, with the sum; null when they do.</summary>
    public static string? Refuse(PostgresPool pool, string service, ServerConnections server, params IEnumerable<SecondPool> second)
    {
        List<PoolShare> shares = [new(service, pool.Replicas, pool.MaxSize)];
        shares.AddRange(second.Select(each => new PoolShare($"{service}, {each.Name}", pool.Replicas, each.Size)));
        shares.AddRange(pool.Others.Where(other => other.Key != service).Select(other => PoolShare.Parse(other.Key, other.Value)!));

        var wanted = shares.Sum(share => share.Connections);
        var given = server.Max - server.Reserved - pool.Reserve;
        return wanted <= given
            ? null
            : $"Postgres pools add up to {string.Join(" + ", shares)} = {wanted} connections, but the server gives "
              + $"{server.Max} - {server.Reserved} - {pool.Reserve} = {given}. Lower Postgres:Pool:MaxSize or raise max_connections.";
    }
}
