-- expect: policy.primary-key
-- prior: shop
-- options: --empty
-- why: no way to name a row; logical replication refuses its updates. NULLs pass UNIQUE.
CREATE TABLE shop.parcels AS SELECT order_id AS parcel_id FROM shop.orders LIMIT 10;
COMMENT ON TABLE shop.parcels IS 'Global: parcels.';
