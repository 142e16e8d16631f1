using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611202031, "The epoch beside the load it guards, of media handlers")]
public sealed class HandlerLoadEpoch : SqlMigration;
