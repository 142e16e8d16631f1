CREATE SCHEMA shop;
CREATE TABLE shop.countries (country_id bigint PRIMARY KEY, name text);
INSERT INTO shop.countries SELECT n, 'x' FROM generate_series(1, 10) AS n;
