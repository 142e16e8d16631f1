CREATE SCHEMA shop;
CREATE UNLOGGED TABLE shop.carts (cart_id bigint PRIMARY KEY, body text);
INSERT INTO shop.carts SELECT n, 'x' FROM generate_series(1, 1000) AS n;
