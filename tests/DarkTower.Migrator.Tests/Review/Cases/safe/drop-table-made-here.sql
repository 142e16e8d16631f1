-- options: --empty
-- prior: shop
-- why: a work table of the same migration.
CREATE TEMPORARY TABLE work (order_id bigint);
INSERT INTO work SELECT order_id FROM shop.orders ORDER BY order_id LIMIT 10;
DELETE FROM work;
DROP TABLE work;
