-- No foreign key: the trail outlives what it speaks of, and must not lock it.
CREATE TABLE public.audit_logs (
    org_id uuid NOT NULL,
    audit_id uuid NOT NULL,
    actor_type text NOT NULL,
    actor_id text,
    action text NOT NULL,
    target_type text NOT NULL,
    target_id text NOT NULL,
    result text NOT NULL DEFAULT 'success',
    reason text,
    ip_address inet,
    user_agent text,
    details jsonb NOT NULL DEFAULT '{}',
    request_id text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT audit_logs_pkey PRIMARY KEY (org_id, created_at, audit_id),
    CONSTRAINT audit_logs_actor_type_check CHECK (actor_type IN ('user', 'system', 'api_key', 'platform')),
    CONSTRAINT audit_logs_actor_check CHECK (actor_type NOT IN ('user', 'api_key') OR actor_id IS NOT NULL),
    CONSTRAINT audit_logs_actor_id_check CHECK (char_length(actor_id) BETWEEN 1 AND 255),
    CONSTRAINT audit_logs_action_check CHECK (action ~ '^[a-z][a-z0-9_.-]{0,99}$'),
    CONSTRAINT audit_logs_target_check CHECK (target_type ~ '^[a-z][a-z0-9_-]{0,49}$' AND char_length(target_id) BETWEEN 1 AND 255),
    CONSTRAINT audit_logs_result_check CHECK (result IN ('success', 'failure')),
    CONSTRAINT audit_logs_reason_check CHECK (char_length(reason) BETWEEN 1 AND 1000),
    CONSTRAINT audit_logs_user_agent_check CHECK (char_length(user_agent) <= 512),
    CONSTRAINT audit_logs_details_check CHECK (jsonb_typeof(details) = 'object'),
    CONSTRAINT audit_logs_request_id_check CHECK (char_length(request_id) BETWEEN 1 AND 255)
)
PARTITION BY RANGE (created_at);

ALTER TABLE public.audit_logs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audit_logs FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON public.audit_logs
    USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid)
    WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);

-- Append-only: no UPDATE, no DELETE; reading comes with the call that reads.
GRANT INSERT ON public.audit_logs TO darktower_app;

COMMENT ON TABLE public.audit_logs IS
    'Append-only trail of every change, by month; written in the transaction of the change, kept one year.';
COMMENT ON COLUMN public.audit_logs.org_id IS 'Tenant.';
COMMENT ON COLUMN public.audit_logs.audit_id IS 'Key, uuid v7 made by the service.';
COMMENT ON COLUMN public.audit_logs.actor_type IS
    'Who acted: user, api_key, platform (a server of the platform) or system (a background job).';
COMMENT ON COLUMN public.audit_logs.actor_id IS 'Id of the actor, for users and API keys always.';
COMMENT ON COLUMN public.audit_logs.action IS 'What was done, as noun.verb: meeting.create.';
COMMENT ON COLUMN public.audit_logs.target_type IS 'Kind of the thing it was done to: meeting.';
COMMENT ON COLUMN public.audit_logs.target_id IS 'Id of that thing.';
COMMENT ON COLUMN public.audit_logs.result IS 'success or failure.';
COMMENT ON COLUMN public.audit_logs.reason IS 'Why, where the caller gave a reason or the change was refused.';
COMMENT ON COLUMN public.audit_logs.ip_address IS 'PII: network address of the actor, kept to follow up abuse; one year.';
COMMENT ON COLUMN public.audit_logs.user_agent IS
    'PII: what the actor''s client calls itself, with the address it may single out a person; kept one year.';
COMMENT ON COLUMN public.audit_logs.details IS
    'PII: what changed, an object of field to old and new value (the purpose of the jsonb); values may be personal; kept one year.';
COMMENT ON COLUMN public.audit_logs.request_id IS 'Trace id of the request, to find its spans and log lines.';
COMMENT ON COLUMN public.audit_logs.created_at IS 'When it happened; decides the partition.';
COMMENT ON INDEX public.audit_logs_pkey IS 'Supports: an organization''s trail newest first, also for a span of time.';

-- This month, the next four, and the default (which stays empty: a row in it is an alarm). A partition reached by name is not covered by
-- the parent's row security, so each carries its own.
DO $$
DECLARE
    tenant_policy constant text := 'org_id = nullif(current_setting(''app.org_id'', true), '''')::uuid';
    month timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');
    partition record;
    described text;
BEGIN
    FOR partition IN
        SELECT 'audit_logs_' || to_char(first, 'YYYY_MM') AS name,
            format('FOR VALUES FROM (%L) TO (%L)', first AT TIME ZONE 'UTC', (first + interval '1 month') AT TIME ZONE 'UTC') AS bounds,
            'Audit trail of ' || to_char(first, 'YYYY-MM') || '.' AS purpose
        FROM generate_series(month, month + interval '4 months', interval '1 month') AS first
        UNION ALL
        SELECT 'audit_logs_default', 'DEFAULT', 'Audit rows that no month takes; empty, a row in it is an alarm.'
    LOOP
        EXECUTE format('CREATE TABLE public.%I PARTITION OF public.audit_logs %s', partition.name, partition.bounds);
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', partition.name);
        EXECUTE format('CREATE POLICY tenant ON public.%I USING (%s) WITH CHECK (%s)', partition.name, tenant_policy, tenant_policy);
        EXECUTE format('COMMENT ON TABLE public.%I IS %L', partition.name, partition.purpose);
        EXECUTE format('COMMENT ON INDEX public.%I IS %L', partition.name || '_pkey',
            pg_catalog.obj_description('public.audit_logs_pkey'::regclass, 'pg_class'));
        FOR described IN
            SELECT format('COMMENT ON COLUMN public.%I.%I IS %L', partition.name, attname,
                pg_catalog.col_description(attrelid, attnum))
            FROM pg_catalog.pg_attribute
            WHERE attrelid = 'public.audit_logs'::regclass AND attnum > 0 AND NOT attisdropped
        LOOP
            EXECUTE described;
        END LOOP;
    END LOOP;
END
$$;
