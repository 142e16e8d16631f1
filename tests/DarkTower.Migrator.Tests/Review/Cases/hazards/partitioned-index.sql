-- expect: lock.partitioned-index
-- why: one statement builds on every partition of the trail and blocks writes to all of them until the last is done.
CREATE INDEX audit_logs_target_idx ON public.audit_logs (org_id, target_type, target_id);
