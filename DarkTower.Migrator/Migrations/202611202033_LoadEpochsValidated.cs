using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611202033, "Epochs of loads are at least 1, shown for every row")]
public sealed class LoadEpochsValidated : SqlMigration;
