using DarkTower.Measuring;

namespace DarkTower.Scale;

/// <summary>Requests about rows drawn from all of a database's, so that what a large one has to find is spread over all of it.</summary>
internal sealed class Traffic
{
    public const string Key = "a-platform-key-of-the-benchmark-0123456789";
    private const int Drawn = 20_000;

    private Traffic(IReadOnlyList<Call> mix) => Mix = mix;

    /// <summary>Four of ten read a meeting, two join one.</summary>
    public IReadOnlyList<Call> Mix { get; }

    public static async Task<Traffic> OfAsync(ScaleDatabase database)
    {
        var share = Math.Min(100, 100.0 * 4 * Drawn / Math.Max(1, database.Participants / 5));
        var all = await database.QueryAsync(FormattableString.Invariant($"""
            SELECT '/v1/orgs/' || org_id || '/meetings/' || meeting_id
            FROM meetings TABLESAMPLE BERNOULLI ({share:0.####}) REPEATABLE (1)
            ORDER BY random()
            LIMIT {Drawn}
            """));
        var open = await database.QueryAsync($"""
            SELECT '/v1/orgs/' || org_id || '/meetings/' || meeting_id
            FROM meetings
            WHERE status = 'active'
            ORDER BY random()
            LIMIT {Drawn}
            """);
        var meeting = Reading("GET meeting", all, path => path);
        var join = Of("POST join", 201, open, path => Call.Post(
            $"{path}/participants", Key, """{"participantType":"guest","displayName":"Guest","ipAddress":"198.18.0.1"}"""));
        var people = Reading("GET participants", all, path => $"{path}/participants");
        return new Traffic(
        [
            meeting, join, people, meeting, Reading("GET 50 meetings", all, path => path[..path.LastIndexOf('/')]), meeting, join, people,
            meeting, Reading("GET org", all, path => path[..path.IndexOf("/meetings", StringComparison.Ordinal)]),
        ]);
    }

    private static Call Reading(string name, List<string> paths, Func<string, string> path) =>
        Of(name, 200, paths, found => Call.Get(path(found), Key));

    private static Call Of(string name, int status, List<string> paths, Func<string, byte[]> request)
    {
        byte[][] requests = [.. paths.Select(request)];
        return new Call(name, status, n => requests[n % requests.Length]);
    }
}
