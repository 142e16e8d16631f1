using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611201304, "Keys with which programs of an organization call")]
public sealed class ApiKeys : SqlMigration;
