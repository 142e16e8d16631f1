using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611201324, "The rights of the service for the calls that change what there is")]
public sealed class AppRights : SqlMigration;
