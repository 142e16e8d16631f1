-- expect: lock.multi-table-txn
-- prior: shop
-- options: --empty
-- why: three tables under ACCESS EXCLUSIVE until the last one is free.
ALTER TABLE shop.orders ALTER COLUMN state SET DEFAULT 'fresh';
ALTER TABLE shop.customers ADD COLUMN region text;
