using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611201314, "Answers to repeat when a client repeats a request")]
public sealed class IdempotencyKeys : SqlMigration;
