-- expect: policy.float-money
-- prior: empty-shop
-- options: --empty
-- why: 0.1 + 0.2 is not 0.3: sums of money go wrong.
CREATE TABLE shop.parcels (parcel_id bigint PRIMARY KEY, postage_price double precision NOT NULL);
COMMENT ON TABLE shop.parcels IS 'Global: parcels.';
