ALTER TABLE shop.orders DROP COLUMN region, DROP COLUMN note;
