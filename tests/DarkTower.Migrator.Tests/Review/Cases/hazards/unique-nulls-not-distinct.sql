-- expect: lock.unique-build
-- prior: shop
-- options: --empty
-- why: a variation of the same build.
ALTER TABLE shop.orders ADD CONSTRAINT orders_code_key UNIQUE NULLS NOT DISTINCT (order_id, code) INCLUDE (state);
