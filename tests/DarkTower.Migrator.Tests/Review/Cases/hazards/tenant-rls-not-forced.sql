-- expect: tenant.rls-not-forced
-- why: the owner passes every policy: one mistake in a job reaches all tenants.
ALTER TABLE public.meetings NO FORCE ROW LEVEL SECURITY;
