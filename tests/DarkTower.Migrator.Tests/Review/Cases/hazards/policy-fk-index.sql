-- expect: policy.fk-index
-- prior: shop
-- options: --empty
-- why: a partial index does not serve the foreign key: removing a customer reads all of parcels.
CREATE TABLE shop.parcels (
    parcel_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint REFERENCES shop.customers ON DELETE RESTRICT,
    sent boolean NOT NULL DEFAULT false
);
CREATE INDEX parcels_customer_idx ON shop.parcels (customer_id) WHERE NOT sent;
COMMENT ON TABLE shop.parcels IS 'Global: parcels.';
COMMENT ON INDEX shop.parcels_customer_idx IS 'Supports: parcels on their way.';
