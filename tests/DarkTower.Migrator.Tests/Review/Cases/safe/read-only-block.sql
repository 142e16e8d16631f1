-- options: --empty
-- prior: shop
-- why: asserts what it relies on, changes nothing, no dynamic SQL.
DO $$
BEGIN
    IF (SELECT count(*) FROM shop.customers WHERE email LIKE '%;DROP TABLE orders') > 0 THEN
        RAISE EXCEPTION 'customers with strange addresses';
    END IF;
END
$$;
