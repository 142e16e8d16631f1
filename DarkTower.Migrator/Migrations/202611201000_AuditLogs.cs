using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611201000, "The append-only trail of changes, by month")]
public sealed class AuditLogs : SqlMigration;
