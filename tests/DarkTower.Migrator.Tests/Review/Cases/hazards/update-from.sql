-- expect: data.update-unbounded
-- prior: shop
-- options: --empty
-- why: the join meets every order.
update shop.orders set note = c.name from shop.customers as c where c.customer_id = orders.customer_id;
