internal enum Kind
{
    Person,
    Program,
}

[QueryArguments]
internal readonly record struct Entry(Guid Id, Kind Kind, string? ActorId, DateTimeOffset At);

internal static partial class Arguments
{
    [TenantQuery("trail", """
        INSERT INTO trail (org_id, entry_id, kind, actor_id, at, said)
        VALUES (@org, @entry_id, @entry_kind, @entry_actor_id, @entry_at, @said)
        """)]
    private static partial Task<int> SayAsync(
        Database database, OrgId org, Entry entry, string said, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "checks": { "trail_kind_check": ["person", "program"] },
  "queries": {
    "Say": {
      "statements": [
        {
          "sql": "?",
          "parameters": {
            "org": "uuid not null",
            "entry_id": "uuid not null",
            "entry_kind": "text not null check trail_kind_check",
            "entry_actor_id": "text",
            "entry_at": "timestamp with time zone not null",
            "said": "text not null"
          }
        }
      ]
    }
  }
}
*/
