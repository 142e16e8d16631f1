using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611201320, "A stored password is a hash, for every row written from now on")]
public sealed class PasswordHashes : SqlMigration;
