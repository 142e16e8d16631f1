-- expect: tenant.rls-permissive
-- why: a policy for support staff that opens the table to everybody.
CREATE POLICY support ON public.participants AS PERMISSIVE FOR ALL TO PUBLIC USING (true) WITH CHECK (true);
