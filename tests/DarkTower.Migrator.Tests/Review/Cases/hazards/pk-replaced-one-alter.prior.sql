CREATE SCHEMA shop;
CREATE TABLE shop.visits (visit_id bigint PRIMARY KEY, page text NOT NULL);
INSERT INTO shop.visits SELECT n, 'x' FROM generate_series(1, 1000) AS n;
