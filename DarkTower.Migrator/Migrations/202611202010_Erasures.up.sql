CREATE TABLE public.erasures (
    org_id uuid NOT NULL,
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    state text NOT NULL DEFAULT 'requested',
    started_at timestamptz,
    finished_at timestamptz,
    erased jsonb NOT NULL DEFAULT '{}',
    remaining jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT erasures_pkey PRIMARY KEY (org_id, subject_type, subject_id),
    CONSTRAINT erasures_subject_type_check CHECK (subject_type IN ('org', 'user')),
    CONSTRAINT erasures_subject_check CHECK ((subject_type = 'org') = (subject_id = org_id)),
    CONSTRAINT erasures_state_check CHECK (state IN ('requested', 'running', 'done')),
    CONSTRAINT erasures_started_check CHECK (state <> 'running' OR started_at IS NOT NULL),
    CONSTRAINT erasures_finished_check CHECK (
        (state = 'done') = (finished_at IS NOT NULL)
        AND (state = 'done') = (remaining IS NOT NULL)),
    CONSTRAINT erasures_erased_check CHECK (jsonb_typeof(erased) = 'object'),
    -- The proof: an erasure that has left anything cannot be recorded as done.
    CONSTRAINT erasures_remaining_check CHECK (
        jsonb_typeof(remaining) = 'object' AND remaining <> '{}' AND NOT jsonb_path_exists(remaining, '$.* ? (@ <> 0)'))
)
-- Room for heap-only updates: each batch counts what it erased.
WITH (fillfactor = 70);

CREATE INDEX erasures_open_idx ON public.erasures (org_id, created_at) WHERE state <> 'done';

ALTER TABLE public.erasures ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.erasures FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON public.erasures
    USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid)
    WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);

-- The job finds what there is to do, of all tenants; it does it as the tenant.
CREATE POLICY jobs ON public.erasures FOR SELECT TO darktower_jobs
    USING (state <> 'done');

CREATE TRIGGER erasures_set_updated_at BEFORE UPDATE ON public.erasures
    FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();

GRANT SELECT, INSERT (org_id, subject_type, subject_id, erased) ON public.erasures TO darktower_app;

GRANT SELECT, UPDATE (state, started_at, finished_at, erased, remaining) ON public.erasures TO darktower_jobs;

COMMENT ON TABLE public.erasures IS
    'What was asked to be erased, an organization or one user of it; carried out by a job, kept as the proof.';
COMMENT ON COLUMN public.erasures.org_id IS 'Tenant.';
COMMENT ON COLUMN public.erasures.subject_type IS 'org (all of the tenant) or user.';
COMMENT ON COLUMN public.erasures.subject_id IS
    'The organization or the user; without a foreign key, since an erased organization has no users.';
COMMENT ON COLUMN public.erasures.state IS 'requested, running (since the first batch) or done.';
COMMENT ON COLUMN public.erasures.started_at IS 'When the first batch ran.';
COMMENT ON COLUMN public.erasures.finished_at IS 'When the last one did.';
COMMENT ON COLUMN public.erasures.erased IS
    'Rows removed or overwritten so far, an object of table to number (the purpose of the jsonb); counted by the batch that does it.';
COMMENT ON COLUMN public.erasures.remaining IS
    'The proof, an object of table to number of rows left (the purpose of the jsonb); counted in the transaction that sets done, all zero.';
COMMENT ON COLUMN public.erasures.created_at IS 'When it was requested.';
COMMENT ON COLUMN public.erasures.updated_at IS 'When the row last changed, kept by a trigger.';
COMMENT ON INDEX public.erasures_pkey IS
    'Supports: one erasure of a subject; how far it is; each batch of it; the foreign key to organizations.';
COMMENT ON INDEX public.erasures_open_idx IS 'Supports: finding the erasures of an organization that are not done, oldest first.';

-- Last, since it keeps writers off the other table until the commit.
ALTER TABLE public.erasures ADD CONSTRAINT erasures_org_fkey
    FOREIGN KEY (org_id) REFERENCES public.organizations (org_id) ON DELETE RESTRICT;
