-- expect: tenant.rls-weakened
-- why: no tenant set now means all rows.
ALTER POLICY tenant ON public.participants
    USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid OR current_setting('app.org_id', true) IS NULL);
