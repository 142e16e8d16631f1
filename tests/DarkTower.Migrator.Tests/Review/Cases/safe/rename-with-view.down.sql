DROP VIEW shop.orders;
ALTER TABLE shop.purchases RENAME TO orders;
