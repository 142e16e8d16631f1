-- expect: tenant.org-id-default
-- why: a forgotten tenant becomes somebody else's: rows land with the default instead of an error.
ALTER TABLE public.participants ALTER COLUMN org_id SET DEFAULT '01900000-0000-7000-8000-000000000001';
