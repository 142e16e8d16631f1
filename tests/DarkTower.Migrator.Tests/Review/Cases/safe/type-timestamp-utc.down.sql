SET LOCAL TimeZone = 'UTC';
ALTER TABLE shop.orders ALTER COLUMN placed_at TYPE timestamp;
