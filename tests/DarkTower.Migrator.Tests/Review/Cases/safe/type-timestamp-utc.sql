-- options: --empty
-- prior: shop
-- why: in a session in UTC the stored number stays the same.
SET LOCAL TimeZone = 'UTC';
ALTER TABLE shop.orders ALTER COLUMN placed_at TYPE timestamptz;
