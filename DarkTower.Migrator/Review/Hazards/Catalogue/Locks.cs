namespace DarkTower.Migrator.Review.Hazards;

internal static partial class Catalogue
{
    /// <summary>Statements that make readers or writers of live tables wait.</summary>
    private static readonly Hazard[] Locks =
    [
        new("lock.index-create", Severity.Error,
            "CREATE INDEX holds a SHARE lock on {0} until it is built and committed: every INSERT, UPDATE and DELETE waits, minutes "
            + "on a large table.",
            "In a migration of its own without a transaction: CREATE INDEX CONCURRENTLY {1} ON {0} (...);"),
        new("lock.partitioned-index", Severity.Error,
            "An index on the partitioned table {0} locks all its partitions against writes until the last one is built.",
            "CREATE INDEX {1} ON ONLY {0} (...); then for each partition CREATE INDEX CONCURRENTLY ... and ALTER INDEX {1} ATTACH "
            + "PARTITION ...;"),
        new("lock.index-drop", Severity.Error,
            "DROP INDEX takes ACCESS EXCLUSIVE on {0}: it waits for every running query, and all readers and writers queue behind it.",
            "In a migration of its own without a transaction: DROP INDEX CONCURRENTLY {1};"),
        new("lock.reindex", Severity.Error,
            "REINDEX blocks writes to {0}, and every read that would use the index, until it is rebuilt.",
            "In a migration of its own without a transaction: REINDEX (CONCURRENTLY) ...; a partition at a time."),
        new("lock.matview-refresh", Severity.Error,
            "REFRESH takes ACCESS EXCLUSIVE on {0}: nobody can read it until the query has run to its end.",
            "REFRESH MATERIALIZED VIEW CONCURRENTLY {0}; it needs a unique index on plain columns."),
        new("lock.rewrite-maintenance", Severity.Error,
            "{0} is written anew, with all its indexes, under ACCESS EXCLUSIVE: nobody reads or writes it meanwhile, and it needs "
            + "its size again on disk.",
            "Let autovacuum work; move rows to a new table in batches, or use an online tool (pg_repack) outside migrations."),
        new("lock.rewrite-volatile-default", Severity.Error,
            "The default of {1} is not constant, so {0} is written anew under ACCESS EXCLUSIVE: nobody reads or writes it meanwhile.",
            "ALTER TABLE {0} ADD COLUMN {1} ...; ALTER TABLE {0} ALTER COLUMN {1} SET DEFAULT ...; then fill old rows by a batched "
            + "backfill in a later migration."),
        new("lock.rewrite-identity", Severity.Error,
            "An identity or serial column gives every row of {0} a number: the table is written anew under ACCESS EXCLUSIVE.",
            "Add {1} bigint without default, make a sequence and set it as default, backfill in batches, then ALTER TABLE {0} ALTER "
            + "COLUMN {1} SET NOT NULL after a validated CHECK. Keys here are uuid v7 made by the service."),
        new("lock.rewrite-generated", Severity.Error,
            "A stored generated column is computed for every row of {0}: the table is written anew under ACCESS EXCLUSIVE.",
            "A plain column kept by the service (or a trigger) and a batched backfill; from PostgreSQL 18 a virtual generated column."),
        new("lock.check-validate", Severity.Error,
            "Every row of {0} is checked against {1} under ACCESS EXCLUSIVE: nobody reads or writes it meanwhile.",
            "ALTER TABLE {0} ADD CONSTRAINT {1} CHECK (...) NOT VALID; and in a later migration ALTER TABLE {0} VALIDATE CONSTRAINT "
            + "{1};"),
        new("lock.fk-validate", Severity.Error,
            "Every row of {0} is looked up for {1} while both tables are locked against writes.",
            "ALTER TABLE {0} ADD CONSTRAINT {1} FOREIGN KEY (...) REFERENCES ... NOT VALID; and in a later migration ALTER TABLE {0} "
            + "VALIDATE CONSTRAINT {1};"),
        new("lock.validate-same-txn", Severity.Error,
            "The lock of adding {1} is kept while every row of {0} is checked: NOT VALID gains nothing in one transaction.",
            "ALTER TABLE {0} VALIDATE CONSTRAINT {1}; in a migration of its own, after the one that adds it has committed."),
        new("lock.set-not-null-scan", Severity.Error,
            "SET NOT NULL reads every row of {0} under ACCESS EXCLUSIVE.",
            "ALTER TABLE {0} ADD CONSTRAINT {1}_not_null_check CHECK ({1} IS NOT NULL) NOT VALID; later VALIDATE CONSTRAINT; later "
            + "SET NOT NULL, which then reads nothing, and DROP CONSTRAINT."),
        new("lock.unique-build", Severity.Error,
            "The unique index of {1} is built under a lock on {0} that lets nobody write (and, from ALTER TABLE, nobody read).",
            "CREATE UNIQUE INDEX CONCURRENTLY {1} ON {0} (...); then ALTER TABLE {0} ADD CONSTRAINT {1} UNIQUE USING INDEX {1};"),
        new("lock.pk-build", Severity.Error,
            "The index of the primary key {1} is built while {0} is locked against everybody.",
            "CREATE UNIQUE INDEX CONCURRENTLY {1} ON {0} (...); then ALTER TABLE {0} ADD CONSTRAINT {1} PRIMARY KEY USING INDEX {1}; "
            + "over columns that are NOT NULL already."),
        new("lock.pk-implicit-not-null", Severity.Error,
            "A primary key over a column that may be null first reads every row of {0} under ACCESS EXCLUSIVE to make it NOT NULL.",
            "Make the column NOT NULL first (CHECK ... NOT VALID, VALIDATE, SET NOT NULL), then add the key USING INDEX."),
        new("lock.exclusion-build", Severity.Error,
            "The index of the exclusion constraint {1} is built while {0} is locked against everybody; there is no concurrent form.",
            "Make a new table with the constraint and move the rows in batches, or keep the rule by a guarded statement."),
        new("lock.type-rewrite", Severity.Error,
            "The new type of {1} is stored in another way: {0} and all its indexes are written anew under ACCESS EXCLUSIVE.",
            "Add a column of the new type, write both, backfill in batches, read the new one, drop the old one a release later."),
        new("lock.index-rebuild", Severity.Error,
            "The rows stay, but every index over {1} is built anew while {0} is locked against everybody.",
            "Add a column of the new type or collation and move over by expand, migrate, contract."),
        new("lock.type-check-rescan", Severity.Error,
            "The rows stay, but every row of {0} is read under ACCESS EXCLUSIVE to check it against the new type of {1} or a CHECK "
            + "on it.",
            "Drop the CHECK, change the type, add the CHECK again NOT VALID and validate it in a later migration."),
        new("lock.referenced-table", Severity.Error,
            "ACCESS EXCLUSIVE is taken on {0} too, which the statement does not name: its readers and writers queue as well.",
            "A migration of its own at a quiet time; drop the foreign key first, alone, so that each statement holds one busy table "
            + "for a moment only."),
        new("lock.partition-attach-scan", Severity.Error,
            "Every row of {0} is read to prove that it belongs into the partition, under ACCESS EXCLUSIVE on it.",
            "ALTER TABLE {0} ADD CONSTRAINT ... CHECK (the bounds, and NOT NULL) NOT VALID; VALIDATE it; then ATTACH PARTITION, "
            + "which reads nothing."),
        new("lock.partition-default-scan", Severity.Error,
            "The default partition {0} is read under ACCESS EXCLUSIVE to prove that it holds no row of the new one.",
            "ALTER TABLE {0} ADD CONSTRAINT ... CHECK (not of the new bounds) NOT VALID; VALIDATE it first; or keep no default "
            + "partition with rows."),
        new("lock.partition-create-parent", Severity.Error,
            "CREATE TABLE ... PARTITION OF takes ACCESS EXCLUSIVE on {0}: all readers and writers of all partitions queue.",
            "CREATE TABLE {1} (LIKE {0} INCLUDING ALL); then ALTER TABLE {0} ATTACH PARTITION {1} ..., which lets readers and "
            + "writers go on."),
        new("lock.partition-detach", Severity.Error,
            "DETACH PARTITION takes ACCESS EXCLUSIVE on {0}: all readers and writers of all partitions queue.",
            "In a migration of its own without a transaction: ALTER TABLE {0} DETACH PARTITION {1} CONCURRENTLY;"),
        new("lock.trigger", Severity.Warning,
            "CREATE and DROP TRIGGER lock {0} for a moment, and change what every write does from then on.",
            "Make sure the function is right and fast first; say why with -- review:allow lock.trigger <reason>."),
        new("lock.explicit", Severity.Error,
            "The migration locks {0} by hand, for as long as its transaction lasts.",
            "Leave locking to the statements; guard by constraints."),
        new("lock.no-timeout", Severity.Error,
            "lock_timeout is switched off or long: a statement that waits makes every reader and writer behind it wait, without end.",
            "Leave lock_timeout to the Migrator, which sets it for each class of statement and tries again."),
        new("lock.multi-table-txn", Severity.Warning,
            "Several live tables are locked against everybody until the commit ({0}): each waits for the others' work, and deadlocks "
            + "become possible.",
            "One migration for each table."),
        new("lock.ddl-plus-backfill", Severity.Error,
            "Rows of {0} are changed in the same transaction as a schema change: its lock is held until the last row is written.",
            "Two migrations: the schema change, then the rows in batches outside transactions (-- backfill)."),
    ];
}
