-- options: --empty
-- prior: lower-case-app
-- why: a function with ordinary rights, stable, that writes nothing.
CREATE OR REPLACE FUNCTION app.cents(t uuid) RETURNS bigint LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT sum(total_cents)::bigint FROM app.invoices WHERE tenant_id = t;
END;
