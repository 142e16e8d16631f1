-- expect: data.update-unbounded
-- prior: shop
-- options: --empty
-- why: the statement begins with WITH and ends as a SELECT; all rows are written in between.
WITH moved AS (UPDATE shop.orders SET qty = qty + 1 WHERE qty >= 0 RETURNING order_id)
SELECT count(*) FROM moved;
