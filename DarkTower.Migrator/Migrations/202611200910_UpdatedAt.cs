using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611200910, "The trigger function that keeps updated_at")]
public sealed class UpdatedAt : SqlMigration;
