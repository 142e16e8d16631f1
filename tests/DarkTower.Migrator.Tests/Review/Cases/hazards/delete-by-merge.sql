-- expect: data.delete-unbounded
-- prior: shop
-- options: --empty
-- why: MERGE deletes too.
MERGE INTO shop.orders AS o USING shop.customers AS c ON c.customer_id = o.customer_id
WHEN MATCHED AND o.qty > 0 THEN DELETE;
