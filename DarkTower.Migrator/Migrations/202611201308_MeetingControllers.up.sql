CREATE TABLE public.meeting_controllers (
    controller_id uuid NOT NULL,
    region text NOT NULL,
    grpc_endpoint text NOT NULL,
    webtransport_endpoint text,
    max_meetings integer NOT NULL,
    max_participants integer NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    epoch bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT meeting_controllers_pkey PRIMARY KEY (controller_id),
    CONSTRAINT meeting_controllers_region_check CHECK (region ~ '^[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?$'),
    CONSTRAINT meeting_controllers_endpoints_check CHECK (
        char_length(grpc_endpoint) BETWEEN 1 AND 255 AND char_length(webtransport_endpoint) BETWEEN 1 AND 255),
    CONSTRAINT meeting_controllers_capacity_check CHECK (max_meetings >= 0 AND max_participants >= 0),
    CONSTRAINT meeting_controllers_version_check CHECK (version >= 1),
    CONSTRAINT meeting_controllers_epoch_check CHECK (epoch >= 1)
);

CREATE INDEX meeting_controllers_region_idx ON public.meeting_controllers (region, controller_id);

CREATE TRIGGER meeting_controllers_set_updated_at BEFORE UPDATE ON public.meeting_controllers
    FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();

GRANT SELECT, INSERT,
    UPDATE (region, grpc_endpoint, webtransport_endpoint, max_meetings, max_participants, version, epoch)
    ON public.meeting_controllers TO darktower_app;

COMMENT ON TABLE public.meeting_controllers IS
    'Global: the meeting controllers of the platform. What changes with every heartbeat is in meeting_controller_load.';
COMMENT ON COLUMN public.meeting_controllers.controller_id IS 'Key, chosen by the meeting controller.';
COMMENT ON COLUMN public.meeting_controllers.region IS 'Where it runs: eu-west-1.';
COMMENT ON COLUMN public.meeting_controllers.grpc_endpoint IS 'Where servers of the platform reach it.';
COMMENT ON COLUMN public.meeting_controllers.webtransport_endpoint IS 'Where clients reach it; null when they do not.';
COMMENT ON COLUMN public.meeting_controllers.max_meetings IS 'How many meetings it takes.';
COMMENT ON COLUMN public.meeting_controllers.max_participants IS 'How many participants it takes.';
COMMENT ON COLUMN public.meeting_controllers.version IS 'Raised by every change of a setting; the ETag.';
COMMENT ON COLUMN public.meeting_controllers.epoch IS
    'Raised by every registration: a heartbeat with a smaller one comes from a process that was replaced.';
COMMENT ON COLUMN public.meeting_controllers.created_at IS 'When the row was made.';
COMMENT ON COLUMN public.meeting_controllers.updated_at IS 'When the row last changed, kept by a trigger.';
COMMENT ON INDEX public.meeting_controllers_pkey IS
    'Supports: registering and reading one meeting controller, the foreign key of its load.';
COMMENT ON INDEX public.meeting_controllers_region_idx IS 'Supports: the meeting controllers of a region, to list and to choose from.';

CREATE TABLE public.meeting_controller_load (
    controller_id uuid NOT NULL,
    current_meetings integer NOT NULL DEFAULT 0,
    reserved_meetings integer NOT NULL DEFAULT 0,
    current_participants integer NOT NULL DEFAULT 0,
    health text NOT NULL DEFAULT 'pending',
    heartbeat_seq bigint NOT NULL DEFAULT 0,
    last_heartbeat_at timestamptz,
    drain_deadline timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT meeting_controller_load_pkey PRIMARY KEY (controller_id),
    CONSTRAINT meeting_controller_load_controller_fkey FOREIGN KEY (controller_id)
        REFERENCES public.meeting_controllers (controller_id) ON DELETE CASCADE,
    CONSTRAINT meeting_controller_load_counts_check CHECK (current_meetings >= 0 AND reserved_meetings >= 0 AND current_participants >= 0),
    CONSTRAINT meeting_controller_load_health_check CHECK (health IN ('pending', 'healthy', 'degraded', 'unhealthy', 'draining')),
    CONSTRAINT meeting_controller_load_heartbeat_check CHECK (
        heartbeat_seq >= 0
        AND (health NOT IN ('healthy', 'degraded') OR last_heartbeat_at IS NOT NULL)),
    CONSTRAINT meeting_controller_load_drain_check CHECK (
        (health <> 'draining' OR drain_deadline IS NOT NULL)
        AND (drain_deadline IS NULL OR health IN ('draining', 'unhealthy')))
)
-- Half of each page stays free, and nothing but the key is indexed: every heartbeat is a heap-only update.
WITH (fillfactor = 50);

CREATE TRIGGER meeting_controller_load_set_updated_at BEFORE UPDATE ON public.meeting_controller_load
    FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();

GRANT SELECT, INSERT,
    UPDATE (current_meetings, reserved_meetings, current_participants, health, heartbeat_seq, last_heartbeat_at,
        drain_deadline)
    ON public.meeting_controller_load TO darktower_app;

-- Marks those not heard, and gives back what an expired reservation held.
GRANT SELECT, UPDATE (reserved_meetings, health, drain_deadline) ON public.meeting_controller_load TO darktower_jobs;

COMMENT ON TABLE public.meeting_controller_load IS
    'Global: how busy each meeting controller is, one narrow row each, changed by every heartbeat in place.';
COMMENT ON COLUMN public.meeting_controller_load.controller_id IS 'The meeting controller.';
COMMENT ON COLUMN public.meeting_controller_load.current_meetings IS 'Meetings it runs, by its last heartbeat.';
COMMENT ON COLUMN public.meeting_controller_load.reserved_meetings IS 'Guarded counter: meetings assigned to it that it has not confirmed.';
COMMENT ON COLUMN public.meeting_controller_load.current_participants IS 'Participants in its meetings, by its last heartbeat.';
COMMENT ON COLUMN public.meeting_controller_load.health IS
    'pending (never heard), healthy, degraded, unhealthy (not heard for 30 s) or draining (takes nothing new).';
COMMENT ON COLUMN public.meeting_controller_load.heartbeat_seq IS
    'Number of the last heartbeat of this epoch; an older one changes nothing.';
COMMENT ON COLUMN public.meeting_controller_load.last_heartbeat_at IS 'When it was last heard.';
COMMENT ON COLUMN public.meeting_controller_load.drain_deadline IS 'Until when it should be empty; set while it drains.';
COMMENT ON COLUMN public.meeting_controller_load.created_at IS 'When the row was made.';
COMMENT ON COLUMN public.meeting_controller_load.updated_at IS 'When the row last changed, kept by a trigger.';
COMMENT ON INDEX public.meeting_controller_load_pkey IS
    'Supports: heartbeats, choosing among the meeting controllers of a region, marking those not heard, the foreign key to '
    'meeting_controllers.';
