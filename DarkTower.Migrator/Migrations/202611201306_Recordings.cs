using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611201306, "What was recorded of a meeting, and where it lies")]
public sealed class Recordings : SqlMigration;
