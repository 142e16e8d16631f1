-- expect: pii.missing-comment
-- why: an address of a person that erasure will not find.
CREATE TABLE public.meeting_polls (
    org_id uuid NOT NULL,
    poll_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    created_by_user_id uuid,
    question text NOT NULL,
    asker_email text,
    status text NOT NULL DEFAULT 'open',
    is_anonymous boolean NOT NULL DEFAULT false,
    choices jsonb NOT NULL DEFAULT '[]',
    closed_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT meeting_polls_pkey PRIMARY KEY (org_id, poll_id),
    CONSTRAINT meeting_polls_meeting_fkey FOREIGN KEY (org_id, meeting_id)
        REFERENCES public.meetings (org_id, meeting_id) ON DELETE RESTRICT,
    CONSTRAINT meeting_polls_created_by_fkey FOREIGN KEY (org_id, created_by_user_id)
        REFERENCES public.users (org_id, user_id) ON DELETE RESTRICT,
    CONSTRAINT meeting_polls_question_check CHECK (char_length(question) BETWEEN 1 AND 500),
    CONSTRAINT meeting_polls_status_check CHECK (status IN ('open', 'closed')),
    CONSTRAINT meeting_polls_choices_check CHECK (jsonb_typeof(choices) = 'array'),
    CONSTRAINT meeting_polls_asker_email_check CHECK (asker_email = lower(asker_email)),
    CONSTRAINT meeting_polls_closed_check CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
    CONSTRAINT meeting_polls_version_check CHECK (version >= 1)
);

CREATE INDEX meeting_polls_meeting_idx ON public.meeting_polls (org_id, meeting_id);

CREATE INDEX meeting_polls_created_by_idx ON public.meeting_polls (org_id, created_by_user_id);

ALTER TABLE public.meeting_polls ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.meeting_polls FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON public.meeting_polls
    USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid)
    WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);

CREATE TRIGGER meeting_polls_set_updated_at BEFORE UPDATE ON public.meeting_polls
    FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();

GRANT SELECT, INSERT, UPDATE (status, closed_at, version) ON public.meeting_polls TO darktower_app;

COMMENT ON TABLE public.meeting_polls IS 'Questions put to the people of a meeting.';
COMMENT ON COLUMN public.meeting_polls.org_id IS 'Tenant.';
COMMENT ON COLUMN public.meeting_polls.poll_id IS 'Key within the tenant, uuid v7 made by the service.';
COMMENT ON COLUMN public.meeting_polls.meeting_id IS 'The meeting.';
COMMENT ON COLUMN public.meeting_polls.created_by_user_id IS 'Who asked; null for a guest.';
COMMENT ON COLUMN public.meeting_polls.question IS 'PII: what is asked, it may name a person; kept 90 days after the end of the meeting.';
COMMENT ON COLUMN public.meeting_polls.asker_email IS 'Where the result is sent.';
COMMENT ON COLUMN public.meeting_polls.status IS 'open or closed.';
COMMENT ON COLUMN public.meeting_polls.is_anonymous IS 'Answers are counted without names.';
COMMENT ON COLUMN public.meeting_polls.choices IS 'What can be answered, an array of texts in order (the purpose of the jsonb).';
COMMENT ON COLUMN public.meeting_polls.closed_at IS 'When it was closed.';
COMMENT ON COLUMN public.meeting_polls.version IS 'Raised by every change of state; the ETag.';
COMMENT ON COLUMN public.meeting_polls.created_at IS 'When the row was made.';
COMMENT ON COLUMN public.meeting_polls.updated_at IS 'When the row last changed, kept by a trigger.';
COMMENT ON INDEX public.meeting_polls_pkey IS 'Supports: reading and closing one poll.';
COMMENT ON INDEX public.meeting_polls_meeting_idx IS 'Supports: listing the polls of a meeting; the foreign key to meetings.';
COMMENT ON INDEX public.meeting_polls_created_by_idx IS 'Supports: the foreign key to users when a user is removed.';
