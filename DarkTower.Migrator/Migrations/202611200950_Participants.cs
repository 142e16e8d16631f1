using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611200950, "Who is and was in a meeting")]
public sealed class Participants : SqlMigration;
