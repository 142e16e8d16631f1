-- each partition
CREATE INDEX CONCURRENTLY audit_logs_action_idx ON public.audit_logs (org_id, action, created_at, audit_id);

-- Who acts for the platform itself has no id and is not looked for.
-- each partition
CREATE INDEX CONCURRENTLY audit_logs_actor_idx ON public.audit_logs (org_id, actor_id, created_at, audit_id) WHERE actor_id IS NOT NULL;

-- each partition
CREATE INDEX CONCURRENTLY audit_logs_target_idx ON public.audit_logs (org_id, target_id, created_at, audit_id);

COMMENT ON INDEX public.audit_logs_action_idx IS 'Supports: what was done of one kind in an organization, newest first.';
COMMENT ON INDEX public.audit_logs_actor_idx IS 'Supports: what one user or API key did in an organization, newest first.';
COMMENT ON INDEX public.audit_logs_target_idx IS 'Supports: what was done to one thing of an organization, newest first.';

-- A new partition takes the comments over with the indexes; those that are there are given them.
DO $$
DECLARE
    described text;
BEGIN
    FOR described IN
        SELECT format('COMMENT ON INDEX public.%I IS %L', own.relname, pg_catalog.obj_description(parent.oid, 'pg_class'))
        FROM pg_catalog.pg_inherits AS h
        JOIN pg_catalog.pg_class AS own ON own.oid = h.inhrelid
        JOIN pg_catalog.pg_class AS parent ON parent.oid = h.inhparent
        WHERE parent.oid IN ('public.audit_logs_action_idx'::regclass, 'public.audit_logs_actor_idx'::regclass,
            'public.audit_logs_target_idx'::regclass)
    LOOP
        EXECUTE described;
    END LOOP;
END
$$;
