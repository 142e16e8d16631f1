using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611202022, TransactionBehavior.None, "The audit trail is found by action, by actor and by target")]
public sealed class AuditIndexes : SqlMigration;
