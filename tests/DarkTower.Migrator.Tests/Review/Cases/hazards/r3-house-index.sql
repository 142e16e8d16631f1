-- expect: lock.index-create
-- also: lock.index-drop, down.hazard
-- why: meetings is busy.
CREATE INDEX meetings_planned_idx ON public.meetings (org_id, scheduled_start_time);
COMMENT ON INDEX public.meetings_planned_idx IS 'Supports: what is planned today.';
