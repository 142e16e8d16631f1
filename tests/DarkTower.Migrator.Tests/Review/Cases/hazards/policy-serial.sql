-- expect: policy.serial
-- prior: empty-shop
-- options: --empty
-- why: rights and ownership of the sequence go astray; identity is the column that knows its own.
CREATE TABLE shop.parcels (parcel_id "pg_catalog".int8 PRIMARY KEY, no Serial8 NOT NULL);
COMMENT ON TABLE shop.parcels IS 'Global: parcels.';
