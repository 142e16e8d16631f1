-- options: --empty
-- prior: shop
-- why: runs as its owner, but with a pinned path, and not for everybody.
CREATE FUNCTION shop.total() RETURNS numeric LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$ SELECT sum(amount) FROM shop.orders $$;
REVOKE ALL ON FUNCTION shop.total() FROM PUBLIC;
COMMENT ON FUNCTION shop.total() IS 'Sum of all orders; owner''s rights since clerks may not see single orders.';
