-- expect: lock.set-not-null-scan
-- options: --empty
-- why: the valid CHECK speaks of another column.
ALTER TABLE ONLY shop.orders ALTER COLUMN note SET NOT NULL;
