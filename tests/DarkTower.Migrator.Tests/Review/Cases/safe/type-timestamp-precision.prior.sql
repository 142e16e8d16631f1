CREATE SCHEMA shop;
CREATE TABLE shop.visits (visit_id bigint PRIMARY KEY, seen_at timestamptz(3));
INSERT INTO shop.visits SELECT n, now() FROM generate_series(1, 1000) AS n;
