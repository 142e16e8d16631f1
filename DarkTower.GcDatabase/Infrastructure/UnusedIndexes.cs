using DarkTower.Queries;

// The Migrator's retention finds what has expired by these.
[assembly: UnusedIndex("idempotency_keys_expires_at_idx", "retention of idempotency keys")]
[assembly: UnusedIndex("meetings_ended_at_idx", "retention of meetings")]
[assembly: UnusedIndex("recordings_expires_at_idx", "retention of recordings")]

// This service has no calls of the registry yet.
[assembly: UnusedIndex("media_handlers_region_idx", "choosing media handlers of a region")]
[assembly: UnusedIndex("meeting_controllers_region_idx", "choosing meeting controllers of a region")]
[assembly: UnusedIndex("meeting_assignments_controller_idx", "ending what an unhealthy controller holds")]
[assembly: UnusedIndex("meeting_assignments_reserved_idx", "expiring reservations")]
