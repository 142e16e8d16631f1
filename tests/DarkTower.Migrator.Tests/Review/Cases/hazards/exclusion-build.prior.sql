CREATE SCHEMA shop;
CREATE TABLE shop.stays (stay_id bigint PRIMARY KEY, span int4range NOT NULL);
INSERT INTO shop.stays SELECT n, int4range(n, n + 1) FROM generate_series(1, 1000) AS n;
