using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611202032, "What reserved_meetings counts")]
public sealed class ReservedMeetingsComment : SqlMigration;
