using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611201312, "Which controller runs a meeting in a region")]
public sealed class MeetingAssignments : SqlMigration;
