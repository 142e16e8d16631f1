ALTER TABLE shop.orders DROP COLUMN doubled;
