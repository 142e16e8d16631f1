-- expect: tenant.view-bypass
-- why: reads with the owner's rights.
CREATE VIEW public.live_meetings AS SELECT org_id, meeting_id FROM public.meetings WHERE status = 'active';
COMMENT ON VIEW public.live_meetings IS 'Meetings that go on.';
