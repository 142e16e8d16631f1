-- expect: data.delete-unbounded
-- prior: shop
-- options: --empty
-- why: the condition takes half of the table in one go; no LIMIT bounds it.
delete from shop.orders o using shop.customers c where c.customer_id = o.customer_id and c.customer_id % 2 = 0;
