-- expect: tenant.rls-weakened
-- options: --empty
-- why: the USING stays, WITH CHECK lets a tenant write into another.
DROP POLICY tenant ON shop.baskets;
CREATE POLICY tenant ON shop.baskets USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (true);
