-- expect: lock.index-create
-- prior: shop
-- options: --empty
-- why: made and called in one migration.
CREATE FUNCTION shop.tune(target regclass) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    EXECUTE format('CREATE INDEX ON %s (note)', target);
END
$$;
SELECT shop.tune('shop.orders');
