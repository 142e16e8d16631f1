ALTER TABLE shop.orders DROP COLUMN digest, DROP COLUMN tags;
