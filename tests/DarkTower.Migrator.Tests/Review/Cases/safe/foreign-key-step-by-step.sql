-- options: --empty --non-transactional
-- prior: shop
-- why: index, key without look-up, look-up: each by itself.
CREATE INDEX CONCURRENTLY orders_customer_idx ON shop.orders (customer_id);
COMMENT ON INDEX shop.orders_customer_idx IS 'Supports: the foreign key to customers.';
ALTER TABLE shop.orders ADD CONSTRAINT orders_customer_fkey
    FOREIGN KEY (customer_id) REFERENCES shop.customers ON DELETE RESTRICT NOT VALID;
ALTER TABLE shop.orders VALIDATE CONSTRAINT orders_customer_fkey;
