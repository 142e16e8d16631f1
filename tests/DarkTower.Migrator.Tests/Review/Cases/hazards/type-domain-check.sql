-- expect: lock.type-rewrite, lock.type-check-rescan, lock.check-validate
-- options: --empty
-- why: the domain brings a CHECK: every row is read against it under ACCESS EXCLUSIVE.
ALTER TABLE shop.orders ALTER COLUMN note TYPE shop.short_text;
