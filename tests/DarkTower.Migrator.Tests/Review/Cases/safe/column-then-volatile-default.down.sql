ALTER TABLE shop.orders DROP COLUMN ticket;
