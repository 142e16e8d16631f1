using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611200940, "Meetings, and the codes that lead to them")]
public sealed class Meetings : SqlMigration;
