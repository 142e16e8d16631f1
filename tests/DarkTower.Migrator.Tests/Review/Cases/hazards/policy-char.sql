-- expect: policy.char
-- prior: empty-shop
-- options: --empty
-- why: blanks fill it up; comparisons and lengths surprise.
CREATE TABLE shop.parcels (parcel_id bigint PRIMARY KEY, country character(2));
COMMENT ON TABLE shop.parcels IS 'Global: parcels.';
