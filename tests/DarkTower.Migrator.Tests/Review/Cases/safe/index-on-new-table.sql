-- options: --empty
-- prior: shop
-- why: the table is made in the same transaction: nobody can wait for it.
CREATE TABLE shop.parcels (
    parcel_id bigint GENERATED ALWAYS AS IDENTITY,
    weight integer NOT NULL,
    CONSTRAINT parcels_pkey PRIMARY KEY (parcel_id)
);
CREATE INDEX "Parcels by weight" ON shop.parcels (weight);
ALTER TABLE shop.parcels ADD CONSTRAINT parcels_weight_check CHECK (weight > 0),
    ADD CONSTRAINT parcels_weight_key UNIQUE (weight, parcel_id);
DROP INDEX shop."Parcels by weight";
CREATE INDEX parcels_weight_idx ON shop.parcels (weight);
COMMENT ON TABLE shop.parcels IS 'Global: parcels.';
COMMENT ON COLUMN shop.parcels.parcel_id IS 'Key.';
COMMENT ON COLUMN shop.parcels.weight IS 'In grams.';
COMMENT ON INDEX shop.parcels_pkey IS 'Supports: one parcel.';
COMMENT ON INDEX shop.parcels_weight_key IS 'Supports: parcels in order of weight.';
COMMENT ON INDEX shop.parcels_weight_idx IS 'Supports: parcels of a weight.';
