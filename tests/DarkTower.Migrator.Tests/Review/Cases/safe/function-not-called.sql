-- options: --empty
-- prior: shop
-- why: the function would remove rows when somebody calls it; nobody does here.
CREATE FUNCTION shop.purge(before timestamp) RETURNS bigint LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
    gone bigint;
BEGIN
    DELETE FROM shop.orders WHERE placed_at < before;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END
$$;
REVOKE ALL ON FUNCTION shop.purge(timestamp) FROM PUBLIC;
