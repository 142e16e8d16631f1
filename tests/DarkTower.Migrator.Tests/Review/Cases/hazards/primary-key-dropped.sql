-- expect: policy.primary-key
-- prior: shop
-- options: --empty
-- why: ACCESS EXCLUSIVE, and from then on duplicates get in and replication stops.
ALTER TABLE shop.orders DROP CONSTRAINT orders_pkey;
