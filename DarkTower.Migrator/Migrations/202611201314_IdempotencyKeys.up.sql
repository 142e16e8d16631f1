CREATE TABLE public.idempotency_keys (
    org_id uuid NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    state text NOT NULL DEFAULT 'reserved',
    response_status integer,
    response_body bytea,
    lease_until timestamptz NOT NULL,
    expires_at timestamptz NOT NULL DEFAULT now() + interval '24 hours',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (org_id, key),
    CONSTRAINT idempotency_keys_key_check CHECK (char_length(key) BETWEEN 1 AND 255),
    CONSTRAINT idempotency_keys_request_hash_check CHECK (octet_length(request_hash) = 32),
    CONSTRAINT idempotency_keys_state_check CHECK (state IN ('reserved', 'done')),
    CONSTRAINT idempotency_keys_response_check CHECK (
        (state = 'done') = (response_status IS NOT NULL)
        AND (response_body IS NULL OR response_status IS NOT NULL)),
    CONSTRAINT idempotency_keys_response_status_check CHECK (response_status BETWEEN 100 AND 599),
    CONSTRAINT idempotency_keys_response_body_check CHECK (octet_length(response_body) <= 1048576),
    CONSTRAINT idempotency_keys_expires_at_check CHECK (expires_at > created_at AND lease_until <= expires_at)
)
-- Room for heap-only updates: the answer comes after the reservation and is in no index.
WITH (fillfactor = 80);

CREATE INDEX idempotency_keys_expires_at_idx ON public.idempotency_keys (org_id, expires_at);

ALTER TABLE public.idempotency_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.idempotency_keys FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON public.idempotency_keys
    USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid)
    WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);

-- Expiry sees what has expired and nothing else.
CREATE POLICY jobs ON public.idempotency_keys TO darktower_jobs
    USING (expires_at <= now());

CREATE TRIGGER idempotency_keys_set_updated_at BEFORE UPDATE ON public.idempotency_keys
    FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();

GRANT SELECT, INSERT, UPDATE (request_hash, state, response_status, response_body, lease_until, expires_at)
    ON public.idempotency_keys TO darktower_app;

-- UPDATE of one column that a trigger overwrites: without it no row can be locked.
GRANT SELECT, UPDATE (updated_at), DELETE ON public.idempotency_keys TO darktower_jobs;

COMMENT ON TABLE public.idempotency_keys IS
    'Answers to repeat when a client repeats a request; removed after 24 hours. No foreign key: a key is reserved before what it is for'
    ' exists.';
COMMENT ON COLUMN public.idempotency_keys.org_id IS 'Tenant.';
COMMENT ON COLUMN public.idempotency_keys.key IS 'Chosen by the client.';
COMMENT ON COLUMN public.idempotency_keys.request_hash IS 'SHA-256 of the request: the same key with another request is refused.';
COMMENT ON COLUMN public.idempotency_keys.state IS 'reserved (the request is running until lease_until) or done.';
COMMENT ON COLUMN public.idempotency_keys.response_status IS 'HTTP status of the answer.';
COMMENT ON COLUMN public.idempotency_keys.response_body IS
    'PII: the answer to repeat, may name people; never one that shows a secret; kept until expires_at.';
COMMENT ON COLUMN public.idempotency_keys.lease_until IS 'Until when the request may run; then a repetition takes it over.';
COMMENT ON COLUMN public.idempotency_keys.expires_at IS 'When the key may be used anew.';
COMMENT ON COLUMN public.idempotency_keys.created_at IS 'When the row was made.';
COMMENT ON COLUMN public.idempotency_keys.updated_at IS 'When the row last changed, kept by a trigger.';
COMMENT ON INDEX public.idempotency_keys_pkey IS 'Supports: reserving a key, finding the answer to repeat.';
COMMENT ON INDEX public.idempotency_keys_expires_at_idx IS 'Supports: removing the expired keys of an organization, oldest first.';
