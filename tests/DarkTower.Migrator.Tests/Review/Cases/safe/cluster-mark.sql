-- options: --empty
-- prior: shop
-- why: only marks the index for a later CLUSTER.
ALTER TABLE shop.orders CLUSTER ON orders_pkey;
