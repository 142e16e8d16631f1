-- expect: policy.timestamp-tz
-- prior: empty-shop
-- options: --empty
-- why: a time of day with an offset means nothing without a day.
CREATE TABLE shop.parcels (parcel_id bigint PRIMARY KEY, handed_at timetz);
COMMENT ON TABLE shop.parcels IS 'Global: parcels.';
