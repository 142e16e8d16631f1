using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611202010, "What is being erased, how far, and the proof")]
public sealed class Erasures : SqlMigration;
