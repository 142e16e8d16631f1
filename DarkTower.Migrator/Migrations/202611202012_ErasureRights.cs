using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611202012, "The job may erase a tenant, as that tenant")]
public sealed class ErasureRights : SqlMigration;
