DELETE FROM shop.orders;
ALTER TABLE shop.orders DROP COLUMN region;
