-- review:allow lock.index-drop an index of a partitioned table cannot be dropped concurrently; the lock is held for a moment
DROP INDEX public.audit_logs_target_idx;

-- review:allow lock.index-drop an index of a partitioned table cannot be dropped concurrently; the lock is held for a moment
DROP INDEX public.audit_logs_actor_idx;

-- review:allow lock.index-drop an index of a partitioned table cannot be dropped concurrently; the lock is held for a moment
DROP INDEX public.audit_logs_action_idx;
