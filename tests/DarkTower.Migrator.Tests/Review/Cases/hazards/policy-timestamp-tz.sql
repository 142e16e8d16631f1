-- expect: policy.timestamp-tz
-- prior: empty-shop
-- options: --empty
-- why: a time without a zone means another moment on each server.
CREATE TABLE shop.parcels (parcel_id bigint PRIMARY KEY, sent_at timestamp(3) without time zone);
COMMENT ON TABLE shop.parcels IS 'Global: parcels.';
