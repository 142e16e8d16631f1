CREATE SCHEMA shop;
CREATE TABLE shop.countries (country_id bigint PRIMARY KEY, name text);
CREATE INDEX countries_name_idx ON shop.countries (name);
INSERT INTO shop.countries SELECT n, 'x' FROM generate_series(1, 10) AS n;
