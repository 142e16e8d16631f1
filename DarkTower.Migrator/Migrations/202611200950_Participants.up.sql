CREATE TABLE public.participants (
    org_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    participant_id uuid NOT NULL,
    user_id uuid,
    display_name text NOT NULL,
    participant_type text NOT NULL,
    role text NOT NULL,
    joined_at timestamptz NOT NULL DEFAULT now(),
    left_at timestamptz,
    leave_reason text,
    ip_address inet,
    user_agent text,
    client_version text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT participants_pkey PRIMARY KEY (org_id, meeting_id, participant_id),
    CONSTRAINT participants_meeting_fkey FOREIGN KEY (org_id, meeting_id)
        REFERENCES public.meetings (org_id, meeting_id) ON DELETE RESTRICT,
    CONSTRAINT participants_user_fkey FOREIGN KEY (org_id, user_id)
        REFERENCES public.users (org_id, user_id) ON DELETE RESTRICT,
    CONSTRAINT participants_display_name_check CHECK (char_length(display_name) BETWEEN 1 AND 255),
    CONSTRAINT participants_participant_type_check CHECK (participant_type IN ('member', 'external', 'guest')),
    CONSTRAINT participants_role_check CHECK (role IN ('host', 'participant', 'guest')),
    CONSTRAINT participants_user_check CHECK ((participant_type = 'member') = (user_id IS NOT NULL)),
    CONSTRAINT participants_guest_check CHECK (participant_type <> 'guest' OR role <> 'host'),
    CONSTRAINT participants_leave_reason_check CHECK (leave_reason IN ('voluntary', 'kicked', 'connection_lost', 'meeting_ended')),
    CONSTRAINT participants_left_check CHECK ((left_at IS NULL) = (leave_reason IS NULL) AND (left_at IS NULL OR left_at >= joined_at)),
    CONSTRAINT participants_user_agent_check CHECK (char_length(user_agent) <= 512),
    CONSTRAINT participants_client_version_check CHECK (char_length(client_version) <= 100)
);

CREATE UNIQUE INDEX participants_active_user_key ON public.participants (org_id, meeting_id, user_id)
    WHERE left_at IS NULL AND user_id IS NOT NULL;

CREATE INDEX participants_user_idx ON public.participants (org_id, user_id);

ALTER TABLE public.participants ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.participants FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON public.participants
    USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid)
    WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);

CREATE TRIGGER participants_set_updated_at BEFORE UPDATE ON public.participants
    FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();

GRANT SELECT, INSERT, UPDATE (left_at, leave_reason) ON public.participants TO darktower_app;

COMMENT ON TABLE public.participants IS 'A person''s stays in a meeting: one row for each time somebody joined.';
COMMENT ON COLUMN public.participants.org_id IS 'Tenant.';
COMMENT ON COLUMN public.participants.meeting_id IS 'The meeting.';
COMMENT ON COLUMN public.participants.participant_id IS 'Key within the meeting, uuid v7 made by the service.';
COMMENT ON COLUMN public.participants.user_id IS 'The user, for members of the organization; null for everybody else.';
COMMENT ON COLUMN public.participants.display_name IS 'PII: name shown to the others in the meeting; kept 90 days after the end.';
COMMENT ON COLUMN public.participants.participant_type IS
    'member (user of this organization), external (user of another) or guest (no account).';
COMMENT ON COLUMN public.participants.role IS 'host, participant or guest: what the person may do here; a guest never hosts.';
COMMENT ON COLUMN public.participants.joined_at IS 'When the person came in.';
COMMENT ON COLUMN public.participants.left_at IS 'When the person left; null while present.';
COMMENT ON COLUMN public.participants.leave_reason IS 'voluntary, kicked, connection_lost or meeting_ended.';
COMMENT ON COLUMN public.participants.ip_address IS
    'PII: network address at the time of joining, kept to follow up abuse; 90 days after the end.';
COMMENT ON COLUMN public.participants.user_agent IS
    'PII: what the client calls itself, with the address it may single out a person; kept 90 days after the end.';
COMMENT ON COLUMN public.participants.client_version IS 'Version of the client program.';
COMMENT ON COLUMN public.participants.created_at IS 'When the row was made.';
COMMENT ON COLUMN public.participants.updated_at IS 'When the row last changed, kept by a trigger.';
COMMENT ON INDEX public.participants_pkey IS
    'Supports: listing a meeting''s participants newest first, one participant, the foreign key to meetings.';
COMMENT ON INDEX public.participants_active_user_key IS 'Supports: a user is in a meeting once at a time; is this user present.';
COMMENT ON INDEX public.participants_user_idx IS 'Supports: the foreign key to users when a user is removed; the meetings a user was in.';
