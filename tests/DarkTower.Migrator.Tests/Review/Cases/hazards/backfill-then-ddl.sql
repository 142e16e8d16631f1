-- expect: lock.ddl-plus-backfill
-- prior: shop
-- options: --empty
-- why: the other way round: every row is locked by the update while the ALTER waits for everybody else.
UPDATE shop.orders SET qty = 1 WHERE qty IS NULL;
ALTER TABLE shop.orders ALTER COLUMN qty SET DEFAULT 1;
