using FluentMigrator;

namespace DarkTower.Migrator.Rehearsal;

[Migration(209901010001, "A tenant table with rows")]
public sealed class Notes : SqlMigration;

[Migration(209901010002, TransactionBehavior.None, "Indexes without blocking")]
public sealed class NoteIndexes : SqlMigration;

[Migration(209901010003, "Columns, empty at first")]
public sealed class NoteColumns : SqlMigration;

[Migration(209901010004, TransactionBehavior.None, "Columns filled in batches")]
public sealed class NoteBackfill : SqlMigration;

[Migration(209901010005, TransactionBehavior.None, "A check that is validated afterwards")]
public sealed class NoteCheck : SqlMigration;
