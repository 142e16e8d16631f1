-- expect: tenant.rls-no-policy
-- why: row security without a policy shows nothing to anybody; the next one repairs that with a policy that shows all.
DROP POLICY tenant ON public.meetings;
