using FluentMigrator;

namespace DarkTower.Migrator.Migrations;

[Migration(202611201326, TransactionBehavior.None, "Which meetings of an organization ended when, for retention")]
public sealed class MeetingsEndedIndex : SqlMigration;
