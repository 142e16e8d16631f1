-- expect: data.update-unbounded
-- prior: shop
-- options: --empty
-- why: MERGE over the whole table is an update of the whole table.
MERGE INTO shop.orders AS o USING shop.customers AS c ON c.customer_id = o.customer_id
WHEN MATCHED THEN UPDATE SET note = c.name;
