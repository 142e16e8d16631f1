-- expect: policy.int-pk
-- prior: empty-shop
-- options: --empty
-- why: 32,767 rows.
CREATE TABLE shop.parcels (parcel_id smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
COMMENT ON TABLE shop.parcels IS 'Global: parcels.';
