CREATE SCHEMA shop;
CREATE TABLE shop.visits (visit_id bigint, page text);
INSERT INTO shop.visits SELECT n, 'x' FROM generate_series(1, 1000) AS n;
CREATE UNIQUE INDEX visits_key ON shop.visits (visit_id);
