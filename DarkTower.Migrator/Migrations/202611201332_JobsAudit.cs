using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611201332, "Jobs write the trail of what they did")]
public sealed class JobsAudit : SqlMigration;
