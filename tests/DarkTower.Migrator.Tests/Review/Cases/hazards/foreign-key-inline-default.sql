-- expect: lock.fk-validate
-- prior: shop
-- options: --empty
-- why: without a default nothing would be checked; with one every row is looked up, both tables blocked for writes.
ALTER TABLE shop.orders ADD COLUMN payer_id bigint DEFAULT 1 REFERENCES shop.customers (customer_id);
