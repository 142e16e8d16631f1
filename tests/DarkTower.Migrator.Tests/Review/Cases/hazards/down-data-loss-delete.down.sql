ALTER TABLE shop.orders ALTER COLUMN code TYPE varchar(50) USING substr(code, 1, 50);
