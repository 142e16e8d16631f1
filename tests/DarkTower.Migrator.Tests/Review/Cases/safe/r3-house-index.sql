-- options: --non-transactional
-- why: built beside the traffic.
CREATE INDEX CONCURRENTLY meetings_planned_idx ON public.meetings (org_id, scheduled_start_time);
COMMENT ON INDEX public.meetings_planned_idx IS 'Supports: what is planned today.';
