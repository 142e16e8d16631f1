-- expect: tenant.org-id-nullable
-- why: a row without a tenant is seen by none, or by all.
CREATE TABLE public.polls (poll_id uuid PRIMARY KEY, org_id uuid);
COMMENT ON TABLE public.polls IS 'Questions put to a meeting.';
