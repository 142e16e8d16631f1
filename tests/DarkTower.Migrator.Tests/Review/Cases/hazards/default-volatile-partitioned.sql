-- expect: lock.rewrite-volatile-default
-- why: the trail and all its partitions are written anew.
ALTER TABLE public.audit_logs ADD COLUMN trace_id uuid DEFAULT gen_random_uuid();
COMMENT ON COLUMN public.audit_logs.trace_id IS 'Trace.';
