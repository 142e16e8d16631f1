ALTER TABLE shop.orders DROP COLUMN made_by, DROP COLUMN made_on;
