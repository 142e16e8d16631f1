-- expect: tenant.missing-org-id
-- why: rows of all tenants in one heap with nothing to tell them apart.
CREATE TABLE public.polls (
    poll_id uuid NOT NULL,
    question text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT polls_pkey PRIMARY KEY (poll_id)
);
COMMENT ON TABLE public.polls IS 'Questions put to a meeting.';
