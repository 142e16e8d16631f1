-- options: --non-transactional
-- why: waits for old readers without making new ones wait.
DROP INDEX CONCURRENTLY public.meetings_status_idx;
