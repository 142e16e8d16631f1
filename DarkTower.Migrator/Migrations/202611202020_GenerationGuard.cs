using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611202020, "A meeting's generation never goes down")]
public sealed class GenerationGuard : SqlMigration;
