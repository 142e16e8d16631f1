-- expect: lock.index-create
-- prior: shop
-- options: --empty
-- why: the table made here is staging.orders; the index is built on the old shop.orders, which has the rows.
CREATE SCHEMA staging;
CREATE TABLE staging.orders (order_id bigint PRIMARY KEY);
CREATE INDEX orders_state_idx ON shop.orders (state);
