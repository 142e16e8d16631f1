using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611202000, "What idempotency keys hold, as it is: hashed and sealed")]
public sealed class IdempotencyComments : SqlMigration;
