-- options: --empty
-- prior: lower-case-app
-- why: pinned path, execute taken from PUBLIC.
CREATE FUNCTION app.purge(t uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ DELETE FROM app.invoices WHERE tenant_id = t AND state = 'void' $$;
REVOKE ALL ON FUNCTION app.purge(uuid) FROM PUBLIC;
