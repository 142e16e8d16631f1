-- expect: policy.security-definer-path
-- prior: lower-case-app
-- options: --empty
-- why: names are found by the caller's path, with the owner's rights.
CREATE OR REPLACE FUNCTION app.total(t uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT sum(total_cents)::bigint FROM app.invoices WHERE tenant_id = t $$;
