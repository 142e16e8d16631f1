-- expect: txn.opaque-sql
-- prior: lower-case-app
-- options: --empty
-- why: what it does depends on what is there.
DO $do$
DECLARE t record;
BEGIN
    FOR t IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'app'::regnamespace AND c.relkind = 'r' LOOP
        EXECUTE 'COMMENT ON TABLE app.' || quote_ident(t.relname) || ' IS $c$business data$c$';
    END LOOP;
END $do$;
