-- expect: tenant.rls-permissive
-- also: tenant.rls-weakened
-- why: policies are joined by OR.
CREATE POLICY support ON public.meetings FOR SELECT TO darktower_app USING (deleted_at IS NULL);
