CREATE SCHEMA shop;
CREATE TABLE shop.imports (import_id bigint PRIMARY KEY);
