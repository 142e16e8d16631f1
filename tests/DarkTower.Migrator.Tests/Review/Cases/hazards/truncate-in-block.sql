-- expect: data.truncate
-- prior: shop
-- options: --empty
-- why: all tables of a schema, found in the catalog.
DO $$
DECLARE
    victim record;
BEGIN
    FOR victim IN SELECT tablename FROM pg_tables WHERE schemaname = 'shop' LOOP
        EXECUTE 'TRUNCATE TABLE shop.' || quote_ident(victim.tablename);
    END LOOP;
END
$$;
