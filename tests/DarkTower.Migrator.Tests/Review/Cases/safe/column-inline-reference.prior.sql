CREATE SCHEMA shop;
CREATE TABLE shop.givers (giver_id bigint PRIMARY KEY);
INSERT INTO shop.givers SELECT n FROM generate_series(1, 1000) AS n;
CREATE TABLE shop.baskets (basket_id bigint PRIMARY KEY);
INSERT INTO shop.baskets SELECT n FROM generate_series(1, 1000) AS n;
