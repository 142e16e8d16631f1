-- expect: lock.ddl-plus-backfill
-- options: --empty
-- why: the copy of all rows runs while the old table is locked against everybody.
ALTER TABLE shop.orders ADD COLUMN moved boolean NOT NULL DEFAULT false;
INSERT INTO shop.orders_new SELECT order_id, state FROM shop.orders;
