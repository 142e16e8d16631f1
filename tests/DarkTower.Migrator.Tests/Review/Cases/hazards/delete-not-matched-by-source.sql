-- expect: data.delete-unbounded
-- prior: shop
-- options: --empty --pg 18
-- why: MERGE that removes what the source does not know: with an empty import, everything.
MERGE INTO shop.orders AS o USING (SELECT 0::bigint AS order_id) AS i ON i.order_id = o.order_id
WHEN NOT MATCHED BY SOURCE THEN DELETE;
