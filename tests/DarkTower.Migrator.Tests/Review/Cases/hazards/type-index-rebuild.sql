-- expect: lock.index-rebuild
-- options: --empty
-- why: another collation is another order: the indexes over the column are rebuilt under ACCESS EXCLUSIVE.
ALTER TABLE shop.customers ALTER COLUMN name TYPE text COLLATE "POSIX";
