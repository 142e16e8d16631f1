-- expect: data.update-unbounded
-- prior: shop
-- options: --empty
-- why: every insert meets a row that is there: an update of the whole table.
INSERT INTO shop.customers (customer_id, name) OVERRIDING SYSTEM VALUE
SELECT customer_id, upper(name) FROM shop.customers
ON CONFLICT (customer_id) DO UPDATE SET name = excluded.name;
