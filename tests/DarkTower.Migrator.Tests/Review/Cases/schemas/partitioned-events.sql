CREATE SCHEMA shop;
CREATE TABLE shop.events (at date NOT NULL, body text) PARTITION BY RANGE (at);
CREATE TABLE shop.events_old PARTITION OF shop.events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE shop.events_new PARTITION OF shop.events FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
INSERT INTO shop.events SELECT date '2020-01-01' + n % 700, 'x' FROM generate_series(1, 1000) AS n;
