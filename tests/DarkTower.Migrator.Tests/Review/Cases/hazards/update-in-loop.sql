-- expect: data.update-unbounded
-- prior: shop
-- options: --empty
-- why: row by row, but in one transaction: all locks are held till the end.
DO $$
DECLARE
    o record;
BEGIN
    FOR o IN SELECT order_id FROM shop.orders LOOP
        UPDATE shop.orders SET state = 'old' WHERE order_id = o.order_id;
    END LOOP;
END
$$;
