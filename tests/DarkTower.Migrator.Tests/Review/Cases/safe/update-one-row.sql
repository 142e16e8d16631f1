-- options: --empty
-- prior: shop
-- why: one row by its key.
UPDATE shop.customers SET name = 'Somebody' WHERE customer_id = 7;
