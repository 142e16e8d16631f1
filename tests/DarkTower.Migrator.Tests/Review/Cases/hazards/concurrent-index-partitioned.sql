-- expect: fail.concurrent-index-partitioned
-- options: --non-transactional
-- why: 0A000: a partitioned table takes no concurrent build.
CREATE INDEX CONCURRENTLY audit_logs_action_idx ON public.audit_logs (org_id, action);
