CREATE SCHEMA shop;
CREATE DOMAIN shop.label AS text;
CREATE TABLE shop.shelves (shelf_id bigint PRIMARY KEY, name shop.label);
INSERT INTO shop.shelves SELECT n, 'x' FROM generate_series(1, 1000) AS n;
