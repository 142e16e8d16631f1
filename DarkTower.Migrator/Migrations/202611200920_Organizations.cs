using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611200920, "Tenants, and the directory that finds them by subdomain")]
public sealed class Organizations : SqlMigration;
