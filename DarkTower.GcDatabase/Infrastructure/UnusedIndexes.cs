using DarkTower.Queries;

// The Migrator's retention finds what has expired by these.
[assembly: UnusedIndex("idempotency_keys_expires_at_idx", "retention of idempotency keys")]
[assembly: UnusedIndex("meetings_ended_at_idx", "retention of meetings")]
[assembly: UnusedIndex("recordings_expires_at_idx", "retention of recordings")]
