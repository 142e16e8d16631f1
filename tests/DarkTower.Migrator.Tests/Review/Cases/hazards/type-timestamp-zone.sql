-- expect: lock.type-rewrite
-- prior: shop
-- options: --empty
-- why: with a time zone other than UTC every value moves: rewrite.
SET LOCAL TimeZone = 'Europe/Berlin';
ALTER TABLE shop.orders ALTER COLUMN placed_at TYPE timestamptz;
