ALTER TABLE shop.orders DROP COLUMN origin;
