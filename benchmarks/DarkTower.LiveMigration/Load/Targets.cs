using System.Collections.Concurrent;
using Npgsql;

namespace DarkTower.LiveMigration.Load;

/// <summary>Rows the requests are about, read anew before each migration, since the tables come one after the other.</summary>
internal sealed class Targets
{
    private const int Most = 2000;

    // Larger organizations more often, as in life.
    private const string Orgs = "SELECT org_id, subdomain FROM organizations ORDER BY max_concurrent_meetings DESC, org_id LIMIT 200";

    private readonly ConcurrentBag<(Guid Org, Guid Meeting, Guid Participant)> _present = [];
    private List<(Guid Org, string Subdomain)> _orgs = [];
    private List<(Guid, Guid)> _users = [];
    private List<(Guid Org, Guid Id)> _open = [];
    private List<(Guid Org, Guid Id)> _meetings = [];
    private List<string> _codes = [];

    public static async Task<Targets> ReadAsync(NpgsqlConnection admin, IReadOnlySet<string> tables)
    {
        var targets = new Targets();
        if (tables.Contains("organizations"))
            targets._orgs = await ListAsync(admin, Orgs, row => (row.GetGuid(0), row.GetString(1)));
        if (tables.Contains("users"))
        {
            targets._users = await ListAsync(
                admin, $"SELECT org_id, user_id FROM users LIMIT {Most}", ReadKey);
        }
        if (tables.Contains("meetings"))
        {
            targets._open = await ListAsync(admin, Meetings("WHERE status IN ('scheduled', 'active')"), ReadKey);
            targets._meetings = await ListAsync(admin, Meetings("TABLESAMPLE SYSTEM (10)"), ReadKey);
            targets._codes = await ListAsync(admin, $"SELECT meeting_code FROM meeting_codes LIMIT {Most}", row => row.GetString(0));
        }
        return targets;
    }

    public (Guid Org, string Subdomain) Org() => Any(_orgs);

    public (Guid Org, Guid Id) User() => Any(_users);

    public (Guid Org, Guid Id) Open() => Any(_open);

    /// <summary>Mostly one of long ago.</summary>
    public (Guid Org, Guid Id) Meeting() => Any(_meetings);

    public string Code() => Any(_codes);

    public void Joined(Guid org, Guid meeting, Guid participant) => _present.Add((org, meeting, participant));

    public (Guid Org, Guid Meeting, Guid Participant) Present() =>
        _present.TryTake(out var somebody) ? somebody : (Open().Org, Open().Id, Guid.CreateVersion7());

    private static T Any<T>(List<T> list) => list[Random.Shared.Next(list.Count)];

    private static string Meetings(string which) => $"SELECT org_id, meeting_id FROM meetings {which} LIMIT {Most}";

    private static (Guid, Guid) ReadKey(NpgsqlDataReader row) => (row.GetGuid(0), row.GetGuid(1));

    private static async Task<List<T>> ListAsync<T>(NpgsqlConnection admin, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = new NpgsqlCommand(sql, admin);
        await using var reader = await command.ExecuteReaderAsync();
        List<T> rows = [];
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }
}
