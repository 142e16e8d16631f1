CREATE TABLE public.meeting_assignments (
    org_id uuid NOT NULL,
    assignment_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    region text NOT NULL,
    controller_id uuid NOT NULL,
    state text NOT NULL DEFAULT 'reserved',
    reserved_until timestamptz,
    assigned_by text NOT NULL,
    assigned_at timestamptz NOT NULL DEFAULT now(),
    last_activity_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    end_reason text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT meeting_assignments_pkey PRIMARY KEY (org_id, assignment_id),
    CONSTRAINT meeting_assignments_region_check CHECK (region ~ '^[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?$'),
    CONSTRAINT meeting_assignments_state_check CHECK (state IN ('reserved', 'active', 'ended')),
    CONSTRAINT meeting_assignments_reserved_check CHECK (
        (state <> 'reserved' OR reserved_until IS NOT NULL)
        AND (state <> 'active' OR reserved_until IS NULL)
        AND (reserved_until IS NULL OR reserved_until > assigned_at)),
    CONSTRAINT meeting_assignments_ended_check CHECK (
        (state = 'ended') = (ended_at IS NOT NULL)
        AND (ended_at IS NULL) = (end_reason IS NULL)
        AND (ended_at IS NULL OR ended_at >= assigned_at)),
    CONSTRAINT meeting_assignments_end_reason_check CHECK (
        end_reason IN ('meeting_ended', 'released', 'reservation_expired', 'controller_unhealthy', 'controller_drained', 'stale')),
    CONSTRAINT meeting_assignments_assigned_by_check CHECK (char_length(assigned_by) BETWEEN 1 AND 255),
    CONSTRAINT meeting_assignments_last_activity_at_check CHECK (last_activity_at >= assigned_at)
)
-- Room for heap-only updates: last_activity_at is in no index.
WITH (fillfactor = 80);

CREATE UNIQUE INDEX meeting_assignments_live_key ON public.meeting_assignments (org_id, meeting_id, region) WHERE state <> 'ended';

CREATE INDEX meeting_assignments_meeting_idx ON public.meeting_assignments (org_id, meeting_id, assignment_id);

CREATE INDEX meeting_assignments_controller_idx ON public.meeting_assignments (org_id, controller_id) WHERE state <> 'ended';

CREATE INDEX meeting_assignments_reserved_idx ON public.meeting_assignments (org_id, reserved_until) WHERE state = 'reserved';

ALTER TABLE public.meeting_assignments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.meeting_assignments FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON public.meeting_assignments
    USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid)
    WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);

-- Expiry ends live ones of any tenant, retention removes them with their meeting.
CREATE POLICY jobs ON public.meeting_assignments TO darktower_jobs
    USING (true);

CREATE TRIGGER meeting_assignments_set_updated_at BEFORE UPDATE ON public.meeting_assignments
    FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();

GRANT SELECT, INSERT, UPDATE (state, reserved_until, last_activity_at, ended_at, end_reason) ON public.meeting_assignments TO darktower_app;

GRANT SELECT, UPDATE (state, reserved_until, ended_at, end_reason), DELETE ON public.meeting_assignments TO darktower_jobs;

COMMENT ON TABLE public.meeting_assignments IS 'Which controller runs a meeting in a region: one live row for each, and the history.';
COMMENT ON COLUMN public.meeting_assignments.org_id IS 'Tenant.';
COMMENT ON COLUMN public.meeting_assignments.assignment_id IS 'Key within the tenant, uuid v7 made by the service.';
COMMENT ON COLUMN public.meeting_assignments.meeting_id IS 'The meeting.';
COMMENT ON COLUMN public.meeting_assignments.region IS 'The region.';
COMMENT ON COLUMN public.meeting_assignments.controller_id IS
    'The meeting controller; without a foreign key, since the history outlives the registration.';
COMMENT ON COLUMN public.meeting_assignments.state IS
    'reserved (holds a place of the controller until reserved_until), active (confirmed) or ended.';
COMMENT ON COLUMN public.meeting_assignments.reserved_until IS 'When an unconfirmed reservation ends.';
COMMENT ON COLUMN public.meeting_assignments.assigned_by IS 'The server that asked.';
COMMENT ON COLUMN public.meeting_assignments.assigned_at IS 'When it was assigned.';
COMMENT ON COLUMN public.meeting_assignments.last_activity_at IS 'When the controller was last seen working on it.';
COMMENT ON COLUMN public.meeting_assignments.ended_at IS 'When it ended.';
COMMENT ON COLUMN public.meeting_assignments.end_reason IS
    'meeting_ended, released, reservation_expired, controller_unhealthy, controller_drained or stale.';
COMMENT ON COLUMN public.meeting_assignments.created_at IS 'When the row was made.';
COMMENT ON COLUMN public.meeting_assignments.updated_at IS 'When the row last changed, kept by a trigger.';
COMMENT ON INDEX public.meeting_assignments_pkey IS 'Supports: changing one assignment.';
COMMENT ON INDEX public.meeting_assignments_live_key IS 'Supports: a meeting has one controller in a region at a time; which one it is.';
COMMENT ON INDEX public.meeting_assignments_meeting_idx IS 'Supports: a meeting''s assignments newest first, the foreign key to meetings.';
COMMENT ON INDEX public.meeting_assignments_controller_idx IS 'Supports: ending what an unhealthy or drained controller holds.';
COMMENT ON INDEX public.meeting_assignments_reserved_idx IS 'Supports: expiring reservations, oldest first.';

-- Last, since each of these keeps writers off the other table until the commit.
ALTER TABLE public.meeting_assignments ADD CONSTRAINT meeting_assignments_meeting_fkey
    FOREIGN KEY (org_id, meeting_id) REFERENCES public.meetings (org_id, meeting_id) ON DELETE RESTRICT;
