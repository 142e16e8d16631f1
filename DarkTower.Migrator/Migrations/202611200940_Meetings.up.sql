CREATE TABLE public.meetings (
    org_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    created_by_user_id uuid,
    display_name text NOT NULL,
    meeting_code text NOT NULL,
    join_secret_hash bytea NOT NULL,
    max_participants integer NOT NULL DEFAULT 100,
    enable_e2e_encryption boolean NOT NULL DEFAULT true,
    require_auth boolean NOT NULL DEFAULT true,
    allow_recording boolean NOT NULL DEFAULT false,
    allow_guests boolean NOT NULL DEFAULT false,
    allow_external_participants boolean NOT NULL DEFAULT false,
    waiting_room_enabled boolean NOT NULL DEFAULT true,
    status text NOT NULL DEFAULT 'scheduled',
    scheduled_start_time timestamptz,
    actual_start_time timestamptz,
    ended_at timestamptz,
    active_participants integer NOT NULL DEFAULT 0,
    generation bigint NOT NULL DEFAULT 0,
    owner_controller_id uuid,
    owner_claimed_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    CONSTRAINT meetings_pkey PRIMARY KEY (org_id, meeting_id),
    CONSTRAINT meetings_org_fkey FOREIGN KEY (org_id) REFERENCES public.organizations (org_id) ON DELETE RESTRICT,
    CONSTRAINT meetings_created_by_fkey FOREIGN KEY (org_id, created_by_user_id)
        REFERENCES public.users (org_id, user_id) ON DELETE RESTRICT,
    CONSTRAINT meetings_display_name_check CHECK (char_length(display_name) BETWEEN 1 AND 255),
    CONSTRAINT meetings_meeting_code_check CHECK (meeting_code ~ '^[0-9A-Za-z]{12}$'),
    CONSTRAINT meetings_join_secret_hash_check CHECK (octet_length(join_secret_hash) = 32),
    CONSTRAINT meetings_max_participants_check CHECK (max_participants >= 1),
    CONSTRAINT meetings_status_check CHECK (status IN ('scheduled', 'active', 'ended', 'cancelled')),
    CONSTRAINT meetings_started_check CHECK (
        (status NOT IN ('scheduled', 'cancelled') OR actual_start_time IS NULL)
        AND (status NOT IN ('active', 'ended') OR actual_start_time IS NOT NULL)),
    CONSTRAINT meetings_ended_check CHECK (
        (status IN ('ended', 'cancelled')) = (ended_at IS NOT NULL)
        AND (ended_at IS NULL OR actual_start_time IS NULL OR ended_at >= actual_start_time)),
    CONSTRAINT meetings_active_participants_check CHECK (
        active_participants BETWEEN 0 AND max_participants
        AND (status = 'active' OR active_participants = 0)),
    CONSTRAINT meetings_generation_check CHECK (generation >= 0),
    CONSTRAINT meetings_owner_check CHECK (
        (owner_controller_id IS NULL) = (owner_claimed_at IS NULL)
        AND (owner_controller_id IS NULL OR generation >= 1)),
    CONSTRAINT meetings_deleted_check CHECK (deleted_at IS NULL OR status IN ('ended', 'cancelled')),
    CONSTRAINT meetings_version_check CHECK (version >= 1)
)
-- Room for heap-only updates: every join, leave and claim updates the row; of what they change only status, which changes twice in a
-- meeting's life, is in an index.
WITH (fillfactor = 80);

CREATE INDEX meetings_created_by_idx ON public.meetings (org_id, created_by_user_id);

CREATE INDEX meetings_status_idx ON public.meetings (org_id, status, meeting_id);

ALTER TABLE public.meetings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.meetings FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON public.meetings
    USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid)
    WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);

CREATE TRIGGER meetings_set_updated_at BEFORE UPDATE ON public.meetings
    FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();

GRANT SELECT, INSERT,
    UPDATE (status, actual_start_time, active_participants, generation, owner_controller_id, owner_claimed_at, version)
    ON public.meetings TO darktower_app;

COMMENT ON TABLE public.meetings IS 'Meetings of an organization, from planning to the end.';
COMMENT ON COLUMN public.meetings.org_id IS 'Tenant.';
COMMENT ON COLUMN public.meetings.meeting_id IS 'Key within the tenant, uuid v7 made by the service.';
COMMENT ON COLUMN public.meetings.created_by_user_id IS 'The user who made the meeting; null when the platform did.';
COMMENT ON COLUMN public.meetings.display_name IS 'PII: title people gave the meeting, it may name a person; kept 90 days after the end.';
COMMENT ON COLUMN public.meetings.meeting_code IS 'Random 12 base62 characters (72 bit) that people pass on; found through meeting_codes.';
COMMENT ON COLUMN public.meetings.join_secret_hash IS 'SECRET: SHA-256 of the random 32-byte join secret.';
COMMENT ON COLUMN public.meetings.max_participants IS
    'How many may be in the meeting at once; at most the organization''s limit when it was set.';
COMMENT ON COLUMN public.meetings.enable_e2e_encryption IS 'Media is encrypted end to end.';
COMMENT ON COLUMN public.meetings.require_auth IS 'Only signed-in people may join.';
COMMENT ON COLUMN public.meetings.allow_recording IS 'Recordings may be started.';
COMMENT ON COLUMN public.meetings.allow_guests IS 'People without an account may join.';
COMMENT ON COLUMN public.meetings.allow_external_participants IS 'Users of other organizations may join.';
COMMENT ON COLUMN public.meetings.waiting_room_enabled IS 'Guests wait until a host admits them.';
COMMENT ON COLUMN public.meetings.status IS 'scheduled, active (since the first join), ended or cancelled (never started).';
COMMENT ON COLUMN public.meetings.scheduled_start_time IS 'When it is meant to start; null for a meeting opened at once.';
COMMENT ON COLUMN public.meetings.actual_start_time IS 'When it became active.';
COMMENT ON COLUMN public.meetings.ended_at IS 'When it ended or was cancelled; retention counts from here.';
COMMENT ON COLUMN public.meetings.active_participants IS
    'Guarded counter: participants without left_at. Changed by the statement that lets one in or out, never above max_participants.';
COMMENT ON COLUMN public.meetings.generation IS
    'Fencing token: raised by every claim, for ever; a controller with a smaller one is refused.';
COMMENT ON COLUMN public.meetings.owner_controller_id IS 'The meeting controller that claimed the meeting last.';
COMMENT ON COLUMN public.meetings.owner_claimed_at IS 'When it claimed it.';
COMMENT ON COLUMN public.meetings.version IS 'Raised by every change of a setting or state; the ETag.';
COMMENT ON COLUMN public.meetings.created_at IS 'When the row was made.';
COMMENT ON COLUMN public.meetings.updated_at IS 'When the row last changed, kept by a trigger.';
COMMENT ON COLUMN public.meetings.deleted_at IS 'When it was soft-deleted.';
COMMENT ON INDEX public.meetings_pkey IS
    'Supports: reading, joining and claiming one meeting, listing an organization''s meetings newest first, the foreign keys to a '
    'meeting.';
COMMENT ON INDEX public.meetings_status_idx IS 'Supports: meetings of an organization in one status, newest first.';

COMMENT ON INDEX public.meetings_created_by_idx IS 'Supports: the foreign key to users when a user is removed; the meetings a user made.';

CREATE TABLE public.meeting_codes (
    meeting_code text NOT NULL,
    org_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT meeting_codes_pkey PRIMARY KEY (meeting_code),
    CONSTRAINT meeting_codes_meeting_key UNIQUE (org_id, meeting_id),
    CONSTRAINT meeting_codes_meeting_code_check CHECK (meeting_code ~ '^[0-9A-Za-z]{12}$')
);

CREATE TRIGGER meeting_codes_set_updated_at BEFORE UPDATE ON public.meeting_codes
    FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();

GRANT SELECT, INSERT ON public.meeting_codes TO darktower_app;

COMMENT ON TABLE public.meeting_codes IS
    'Global: from a meeting code to its tenant and meeting, for the platform alone. Written in the transaction that writes the '
    'meeting; no foreign key, since a global table must not depend on a tenant''s.';
COMMENT ON COLUMN public.meeting_codes.meeting_code IS 'Random 12 base62 characters (72 bit), unique on the platform.';
COMMENT ON COLUMN public.meeting_codes.org_id IS 'The tenant it leads to.';
COMMENT ON COLUMN public.meeting_codes.meeting_id IS 'The meeting it leads to.';
COMMENT ON COLUMN public.meeting_codes.created_at IS 'When the row was made.';
COMMENT ON COLUMN public.meeting_codes.updated_at IS 'When the row last changed, kept by a trigger.';
COMMENT ON INDEX public.meeting_codes_pkey IS 'Supports: finding a meeting by code, refusing a code that is taken.';
COMMENT ON INDEX public.meeting_codes_meeting_key IS
    'Supports: one code for each meeting; removing the codes of a meeting or an organization.';
