-- expect: down.hazard
-- options: --non-transactional
-- why: up drops without blocking, down builds under SHARE: the way back stops all writes.
DROP INDEX CONCURRENTLY public.meetings_status_idx;
