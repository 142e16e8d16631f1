using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611200930, "People of an organization")]
public sealed class Users : SqlMigration;
