CREATE SCHEMA shop;
CREATE TABLE shop.readings (sensor integer NOT NULL, at date NOT NULL, value integer) PARTITION BY LIST (sensor);
CREATE TABLE shop.readings_1 PARTITION OF shop.readings FOR VALUES IN (1) PARTITION BY RANGE (at);
CREATE TABLE shop.readings_1_a PARTITION OF shop.readings_1 FOR VALUES FROM ('2020-01-01') TO ('2030-01-01');
INSERT INTO shop.readings SELECT 1, date '2021-01-01' + n % 100, n FROM generate_series(1, 1000) AS n;
