CREATE TABLE public.recordings (
    org_id uuid NOT NULL,
    recording_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    started_by_user_id uuid,
    started_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    duration_seconds integer,
    file_size_bytes bigint,
    storage_bucket text NOT NULL,
    storage_path text NOT NULL,
    codecs text[] NOT NULL DEFAULT '{}',
    resolution text,
    status text NOT NULL DEFAULT 'recording',
    error_message text,
    is_public boolean NOT NULL DEFAULT false,
    access_token_hash bytea,
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT recordings_pkey PRIMARY KEY (org_id, recording_id),
    CONSTRAINT recordings_object_key UNIQUE (org_id, storage_bucket, storage_path),
    CONSTRAINT recordings_status_check CHECK (status IN ('recording', 'processing', 'ready', 'failed')),
    CONSTRAINT recordings_ended_check CHECK (
        (status <> 'recording' OR ended_at IS NULL)
        AND (status NOT IN ('processing', 'ready') OR ended_at IS NOT NULL)
        AND (ended_at IS NULL OR ended_at >= started_at)),
    CONSTRAINT recordings_ready_check CHECK (status <> 'ready' OR (duration_seconds IS NOT NULL AND file_size_bytes IS NOT NULL)),
    CONSTRAINT recordings_failed_check CHECK ((status = 'failed') = (error_message IS NOT NULL)),
    CONSTRAINT recordings_error_message_check CHECK (char_length(error_message) BETWEEN 1 AND 1000),
    CONSTRAINT recordings_duration_seconds_check CHECK (duration_seconds >= 0),
    CONSTRAINT recordings_file_size_bytes_check CHECK (file_size_bytes >= 0),
    CONSTRAINT recordings_storage_check CHECK (
        char_length(storage_bucket) BETWEEN 1 AND 63 AND char_length(storage_path) BETWEEN 1 AND 1024),
    CONSTRAINT recordings_codecs_check CHECK (cardinality(codecs) <= 16 AND array_position(codecs, NULL) IS NULL),
    CONSTRAINT recordings_resolution_check CHECK (resolution ~ '^[1-9][0-9]{1,4}x[1-9][0-9]{1,4}$'),
    CONSTRAINT recordings_public_check CHECK (NOT is_public OR (status = 'ready' AND access_token_hash IS NOT NULL)),
    CONSTRAINT recordings_access_token_hash_check CHECK (octet_length(access_token_hash) = 32),
    CONSTRAINT recordings_expires_at_check CHECK (expires_at > started_at)
);

CREATE INDEX recordings_meeting_idx ON public.recordings (org_id, meeting_id, recording_id);

CREATE INDEX recordings_started_by_idx ON public.recordings (org_id, started_by_user_id);

CREATE INDEX recordings_expires_at_idx ON public.recordings (org_id, expires_at);

ALTER TABLE public.recordings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.recordings FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON public.recordings
    USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid)
    WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);

-- Retention sees what has expired and nothing else.
CREATE POLICY jobs ON public.recordings TO darktower_jobs
    USING (expires_at <= now());

CREATE TRIGGER recordings_set_updated_at BEFORE UPDATE ON public.recordings
    FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();

GRANT SELECT, INSERT,
    UPDATE (ended_at, duration_seconds, file_size_bytes, storage_bucket, storage_path, codecs, resolution, status, error_message,
        is_public, access_token_hash, expires_at)
    ON public.recordings TO darktower_app;

-- UPDATE of one column that a trigger overwrites: without it no row can be locked.
GRANT SELECT, UPDATE (updated_at), DELETE ON public.recordings TO darktower_jobs;

COMMENT ON TABLE public.recordings IS
    'What was recorded of a meeting, and where it lies. The rows are removed at expires_at, after the object.';
COMMENT ON COLUMN public.recordings.org_id IS 'Tenant.';
COMMENT ON COLUMN public.recordings.recording_id IS 'Key within the tenant, uuid v7 made by the service.';
COMMENT ON COLUMN public.recordings.meeting_id IS 'The meeting.';
COMMENT ON COLUMN public.recordings.started_by_user_id IS 'The user who started it; null when a server did.';
COMMENT ON COLUMN public.recordings.started_at IS 'When it began.';
COMMENT ON COLUMN public.recordings.ended_at IS 'When it was stopped; null while it runs.';
COMMENT ON COLUMN public.recordings.duration_seconds IS 'Length of the finished recording.';
COMMENT ON COLUMN public.recordings.file_size_bytes IS 'Size of the finished file.';
COMMENT ON COLUMN public.recordings.storage_bucket IS 'Bucket of the object store.';
COMMENT ON COLUMN public.recordings.storage_path IS 'Name of the object in it.';
COMMENT ON COLUMN public.recordings.codecs IS 'Codecs of its tracks: vp9, opus.';
COMMENT ON COLUMN public.recordings.resolution IS 'Width and height of the picture, 1920x1080; null for sound alone.';
COMMENT ON COLUMN public.recordings.status IS 'recording, processing, ready or failed.';
COMMENT ON COLUMN public.recordings.error_message IS 'Why it failed, for the people who operate the platform.';
COMMENT ON COLUMN public.recordings.is_public IS 'Whoever has the link may see it; only once it is ready.';
COMMENT ON COLUMN public.recordings.access_token_hash IS 'SECRET: SHA-256 of the random token in the link.';
COMMENT ON COLUMN public.recordings.expires_at IS 'When retention removes it.';
COMMENT ON COLUMN public.recordings.created_at IS 'When the row was made.';
COMMENT ON COLUMN public.recordings.updated_at IS 'When the row last changed, kept by a trigger.';
COMMENT ON INDEX public.recordings_pkey IS 'Supports: reading and changing one recording.';
COMMENT ON INDEX public.recordings_object_key IS
    'Supports: an object of the store belongs to one recording; finding the recording of an object.';
COMMENT ON INDEX public.recordings_meeting_idx IS 'Supports: a meeting''s recordings newest first, the foreign key to meetings.';
COMMENT ON INDEX public.recordings_started_by_idx IS
    'Supports: the foreign key to users when a user is removed; the recordings a user started.';
COMMENT ON INDEX public.recordings_expires_at_idx IS
    'Supports: retention, the recordings of an organization that have expired, oldest first.';

-- Last, since each of these keeps writers off the other table until the commit.
ALTER TABLE public.recordings ADD CONSTRAINT recordings_meeting_fkey
    FOREIGN KEY (org_id, meeting_id) REFERENCES public.meetings (org_id, meeting_id) ON DELETE RESTRICT;

ALTER TABLE public.recordings ADD CONSTRAINT recordings_started_by_fkey
    FOREIGN KEY (org_id, started_by_user_id) REFERENCES public.users (org_id, user_id) ON DELETE RESTRICT;
