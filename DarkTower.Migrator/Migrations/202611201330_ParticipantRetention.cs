using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611201330, "Retention removes participants who have left")]
public sealed class ParticipantRetention : SqlMigration;
