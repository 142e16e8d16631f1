-- expect: policy.json
-- prior: empty-shop
-- options: --empty
-- why: json has no equality: DISTINCT and GROUP BY fail, each read parses again.
CREATE TABLE shop.parcels (parcel_id bigint PRIMARY KEY, label json);
COMMENT ON TABLE shop.parcels IS 'Global: parcels.';
