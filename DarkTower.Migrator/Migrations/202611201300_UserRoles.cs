using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611201300, "What a user may do in the organization")]
public sealed class UserRoles : SqlMigration;
