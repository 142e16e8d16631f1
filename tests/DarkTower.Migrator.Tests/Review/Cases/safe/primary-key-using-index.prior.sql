CREATE SCHEMA shop;
CREATE TABLE shop.visits (visit_id bigint NOT NULL, page text);
INSERT INTO shop.visits SELECT n, 'x' FROM generate_series(1, 1000) AS n;
CREATE UNIQUE INDEX visits_pkey ON shop.visits (visit_id);
