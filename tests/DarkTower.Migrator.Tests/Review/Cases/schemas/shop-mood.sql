CREATE SCHEMA shop;
CREATE TABLE shop.customers (
    customer_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    email varchar(100),
    vip boolean
);
CREATE TABLE shop.orders (
    order_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL,
    state text NOT NULL DEFAULT 'new',
    amount numeric(10, 2),
    code varchar(50),
    note text,
    qty integer,
    placed_at timestamp
);
INSERT INTO shop.customers (name) SELECT 'customer ' || n FROM generate_series(1, 100) AS n;
INSERT INTO shop.orders (customer_id, amount, code, note, qty, placed_at)
SELECT n % 100 + 1, n, 'c' || n, 'note ' || n, n % 7 + 1, timestamp '2026-01-01' + n * interval '1 min' FROM generate_series(1, 1000) AS n;
CREATE TYPE shop.mood AS ENUM ('good', 'bad');
ALTER TABLE shop.orders ADD COLUMN mood shop.mood DEFAULT 'good';
