CREATE TABLE public.media_handlers (
    handler_id uuid NOT NULL,
    region text NOT NULL,
    grpc_endpoint text NOT NULL,
    webtransport_endpoint text,
    max_streams integer NOT NULL,
    codecs text[] NOT NULL DEFAULT '{}',
    supports_transcoding boolean NOT NULL DEFAULT false,
    supports_mixing boolean NOT NULL DEFAULT false,
    version bigint NOT NULL DEFAULT 1,
    epoch bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT media_handlers_pkey PRIMARY KEY (handler_id),
    CONSTRAINT media_handlers_region_check CHECK (region ~ '^[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?$'),
    CONSTRAINT media_handlers_endpoints_check CHECK (
        char_length(grpc_endpoint) BETWEEN 1 AND 255 AND char_length(webtransport_endpoint) BETWEEN 1 AND 255),
    CONSTRAINT media_handlers_capacity_check CHECK (max_streams >= 0),
    CONSTRAINT media_handlers_codecs_check CHECK (cardinality(codecs) <= 32 AND array_position(codecs, NULL) IS NULL),
    CONSTRAINT media_handlers_version_check CHECK (version >= 1),
    CONSTRAINT media_handlers_epoch_check CHECK (epoch >= 1)
);

CREATE INDEX media_handlers_region_idx ON public.media_handlers (region, handler_id);

CREATE TRIGGER media_handlers_set_updated_at BEFORE UPDATE ON public.media_handlers
    FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();

GRANT SELECT, INSERT,
    UPDATE (region, grpc_endpoint, webtransport_endpoint, max_streams, codecs, supports_transcoding, supports_mixing, version, epoch)
    ON public.media_handlers TO darktower_app;

COMMENT ON TABLE public.media_handlers IS
    'Global: the media handlers of the platform. What changes with every heartbeat is in media_handler_load.';
COMMENT ON COLUMN public.media_handlers.handler_id IS 'Key, chosen by the media handler.';
COMMENT ON COLUMN public.media_handlers.region IS 'Where it runs: eu-west-1.';
COMMENT ON COLUMN public.media_handlers.grpc_endpoint IS 'Where servers of the platform reach it.';
COMMENT ON COLUMN public.media_handlers.webtransport_endpoint IS 'Where clients reach it; null when they do not.';
COMMENT ON COLUMN public.media_handlers.max_streams IS 'How many streams it takes.';
COMMENT ON COLUMN public.media_handlers.codecs IS 'Codecs it can forward: vp9, av1, opus.';
COMMENT ON COLUMN public.media_handlers.supports_transcoding IS 'Can turn one codec into another.';
COMMENT ON COLUMN public.media_handlers.supports_mixing IS 'Can mix sound.';
COMMENT ON COLUMN public.media_handlers.version IS 'Raised by every change of a setting; the ETag.';
COMMENT ON COLUMN public.media_handlers.epoch IS
    'Raised by every registration: a heartbeat with a smaller one comes from a process that was replaced.';
COMMENT ON COLUMN public.media_handlers.created_at IS 'When the row was made.';
COMMENT ON COLUMN public.media_handlers.updated_at IS 'When the row last changed, kept by a trigger.';
COMMENT ON INDEX public.media_handlers_pkey IS 'Supports: registering and reading one media handler, the foreign key of its load.';
COMMENT ON INDEX public.media_handlers_region_idx IS 'Supports: the media handlers of a region, to list and to choose from.';

CREATE TABLE public.media_handler_load (
    handler_id uuid NOT NULL,
    current_streams integer NOT NULL DEFAULT 0,
    cpu_percent integer NOT NULL DEFAULT 0,
    memory_percent integer NOT NULL DEFAULT 0,
    bandwidth_percent integer NOT NULL DEFAULT 0,
    health text NOT NULL DEFAULT 'pending',
    heartbeat_seq bigint NOT NULL DEFAULT 0,
    last_heartbeat_at timestamptz,
    drain_deadline timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT media_handler_load_pkey PRIMARY KEY (handler_id),
    CONSTRAINT media_handler_load_handler_fkey FOREIGN KEY (handler_id)
        REFERENCES public.media_handlers (handler_id) ON DELETE CASCADE,
    CONSTRAINT media_handler_load_streams_check CHECK (current_streams >= 0),
    CONSTRAINT media_handler_load_percent_check CHECK (
        cpu_percent BETWEEN 0 AND 100 AND memory_percent BETWEEN 0 AND 100 AND bandwidth_percent BETWEEN 0 AND 100),
    CONSTRAINT media_handler_load_health_check CHECK (health IN ('pending', 'healthy', 'degraded', 'unhealthy', 'draining')),
    CONSTRAINT media_handler_load_heartbeat_check CHECK (
        heartbeat_seq >= 0
        AND (health NOT IN ('healthy', 'degraded') OR last_heartbeat_at IS NOT NULL)),
    CONSTRAINT media_handler_load_drain_check CHECK (
        (health <> 'draining' OR drain_deadline IS NOT NULL)
        AND (drain_deadline IS NULL OR health IN ('draining', 'unhealthy')))
)
-- Half of each page stays free, and nothing but the key is indexed: every heartbeat is a heap-only update.
WITH (fillfactor = 50);

CREATE TRIGGER media_handler_load_set_updated_at BEFORE UPDATE ON public.media_handler_load
    FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();

GRANT SELECT, INSERT,
    UPDATE (current_streams, cpu_percent, memory_percent, bandwidth_percent, health, heartbeat_seq, last_heartbeat_at,
        drain_deadline)
    ON public.media_handler_load TO darktower_app;

-- Marks those not heard.
GRANT SELECT, UPDATE (health, drain_deadline) ON public.media_handler_load TO darktower_jobs;

COMMENT ON TABLE public.media_handler_load IS
    'Global: how busy each media handler is, one narrow row each, changed by every heartbeat in place.';
COMMENT ON COLUMN public.media_handler_load.handler_id IS 'The media handler.';
COMMENT ON COLUMN public.media_handler_load.current_streams IS 'Streams it forwards, by its last heartbeat.';
COMMENT ON COLUMN public.media_handler_load.cpu_percent IS 'Processor in use, 0 to 100.';
COMMENT ON COLUMN public.media_handler_load.memory_percent IS 'Memory in use, 0 to 100.';
COMMENT ON COLUMN public.media_handler_load.bandwidth_percent IS 'Network in use, 0 to 100.';
COMMENT ON COLUMN public.media_handler_load.health IS
    'pending (never heard), healthy, degraded, unhealthy (not heard for 30 s) or draining (takes nothing new).';
COMMENT ON COLUMN public.media_handler_load.heartbeat_seq IS 'Number of the last heartbeat of this epoch; an older one changes nothing.';
COMMENT ON COLUMN public.media_handler_load.last_heartbeat_at IS 'When it was last heard.';
COMMENT ON COLUMN public.media_handler_load.drain_deadline IS 'Until when it should be empty; set while it drains.';
COMMENT ON COLUMN public.media_handler_load.created_at IS 'When the row was made.';
COMMENT ON COLUMN public.media_handler_load.updated_at IS 'When the row last changed, kept by a trigger.';
COMMENT ON INDEX public.media_handler_load_pkey IS
    'Supports: heartbeats, choosing among the media handlers of a region, marking those not heard, the foreign key to media_handlers.';
