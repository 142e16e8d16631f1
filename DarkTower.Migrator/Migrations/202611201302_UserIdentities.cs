using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611201302, "How users sign in elsewhere")]
public sealed class UserIdentities : SqlMigration;
