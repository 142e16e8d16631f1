-- expect: tenant.rls-weakened
-- also: tenant.rls-not-forced
-- why: no FORCE any more.
ALTER TABLE public.users NO FORCE ROW LEVEL SECURITY;
