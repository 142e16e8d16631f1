using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611201328, "Retention removes meetings that have ended")]
public sealed class MeetingRetention : SqlMigration;
