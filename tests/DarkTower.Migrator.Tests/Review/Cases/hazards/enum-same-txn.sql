-- expect: fail.enum-value-same-txn
-- prior: shop-mood
-- options: --empty
-- why: 55P04: a new value cannot be used before it is committed.
ALTER TYPE shop.mood ADD VALUE 'so-so' AFTER 'good';
ALTER TABLE shop.orders ALTER COLUMN mood SET DEFAULT 'so-so';
INSERT INTO shop.orders (customer_id, state) VALUES (1, 'new');
