using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611202030, "The epoch beside the load it guards: a heartbeat looks at one row")]
public sealed class ControllerLoadEpoch : SqlMigration;
