CREATE SCHEMA shop;
CREATE TABLE shop.parcels (parcel_id bigint PRIMARY KEY, weight integer, doubled integer GENERATED ALWAYS AS (weight * 2) STORED);
INSERT INTO shop.parcels SELECT n, n FROM generate_series(1, 1000) AS n;
