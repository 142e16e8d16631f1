using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace DarkTower.McState.Infrastructure;

/// <summary>
/// Every key of the live state. All keys of a meeting and the due index of its shard carry one hash tag, so one script may touch them
/// together on a cluster; 256 tags spread them over its nodes. Ids are canonical uuids (CanonicalId), so no brace or newline reaches a key.
/// <code>
/// key              type    content                                                                 written by        expiry
/// m:{s042}:M:h     hash    org gen owner lease_ms lease_until epoch seq joins cap state            claim, join       Retention
/// m:{s042}:M:p     hash    participant → 'joined ms|role|user in base 64|display name'             join              Retention
/// m:{s042}:M:x     zset    participant → presence deadline in ms                                   join, heartbeat   Retention
/// m:{s042}:M:e     list    the last events, each 'seq|ms|type|...'                                 join              Retention
/// m:{s042}:M:q:R   string  what request R was answered: 'fingerprint|seq|...'                      join              RequestRecord
/// due:{s042}       zset    meeting → when it next needs a sweep: lease end or a presence deadline  all three         Retention
/// probe:{s000}:U   string  engine probe                                                            probe             10 s
/// </code>
/// Example: m:{s042}:0199e2a4-5c1e-7d30-a6f1-3f6a8c2d9b10:h. Every write of a meeting sets Retention anew on all its keys and on the due
/// index, which so outlives what it lists. Whoever is past its deadline in :x is gone, swept or not: readers compare.
/// </summary>
internal readonly struct MeetingKeys(string meeting)
{
    private readonly string _tag = ShardTag(meeting);

    public string Meeting => $"m:{_tag}:{meeting}:h";

    public string Participants => $"m:{_tag}:{meeting}:p";

    public string Deadlines => $"m:{_tag}:{meeting}:x";

    public string Events => $"m:{_tag}:{meeting}:e";

    public string Due => $"due:{_tag}";

    public string Request(string requestId) => $"m:{_tag}:{meeting}:q:{requestId}";

    /// <summary>What every writing script takes, in this order; its own keys follow.</summary>
    public string[] Written => [Meeting, Participants, Deadlines, Events, Due];

    public static string Probe() => $"probe:{{s000}}:{Guid.NewGuid():N}";

    // 256 shards for ever: another number, or another checksum, would look for every meeting in the wrong place.
    private static string ShardTag(string meeting)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.ParseExact(meeting, "D").TryWriteBytes(bytes, bigEndian: true, out _);
        var crc = BitOperations.Crc32C(0, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
        return string.Create(CultureInfo.InvariantCulture, $"{{s{crc & 0xFF:000}}}");
    }
}
