-- expect: tenant.rls-weakened, tenant.rls-permissive
-- options: --empty
-- why: a role that passes all policies.
ALTER ROLE auditor WITH LOGIN BYPASSRLS;
