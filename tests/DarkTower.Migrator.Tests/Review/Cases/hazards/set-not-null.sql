-- expect: lock.set-not-null-scan
-- prior: shop
-- options: --empty
-- why: reads the whole table under ACCESS EXCLUSIVE.
ALTER TABLE shop.orders ALTER COLUMN state SET DEFAULT 'fresh', ALTER COLUMN placed_at SET NOT NULL;
