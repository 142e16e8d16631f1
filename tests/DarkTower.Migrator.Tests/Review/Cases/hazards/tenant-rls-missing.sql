-- expect: tenant.rls-missing
-- why: the new table of tenants is open: each sees all.
CREATE TABLE public.polls (
    org_id uuid NOT NULL,
    poll_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT polls_pkey PRIMARY KEY (org_id, poll_id)
);
GRANT SELECT ON public.polls TO darktower_app;
COMMENT ON TABLE public.polls IS 'Questions put to a meeting.';
