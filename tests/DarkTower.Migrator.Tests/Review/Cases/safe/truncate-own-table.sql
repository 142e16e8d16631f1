-- options: --empty
-- prior: shop
-- why: a work table of the same migration.
CREATE TABLE shop.work (order_id bigint PRIMARY KEY);
COMMENT ON TABLE shop.work IS 'Global: work table.';
INSERT INTO shop.work SELECT order_id FROM shop.orders ORDER BY order_id LIMIT 10;
TRUNCATE shop.work;
DROP TABLE shop.work;
