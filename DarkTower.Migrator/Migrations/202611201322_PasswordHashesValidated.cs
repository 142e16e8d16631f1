using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611201322, "A stored password is a hash, for the rows written before")]
public sealed class PasswordHashesValidated : SqlMigration;
