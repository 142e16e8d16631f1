-- expect: tenant.rls-permissive
-- why: policies are joined with OR: the second one opens what the first one closes.
CREATE POLICY support ON public.users FOR SELECT TO darktower_app USING (status = 'active');
