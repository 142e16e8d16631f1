CREATE INDEX CONCURRENTLY meetings_status_idx ON public.meetings (org_id, status, meeting_id);
COMMENT ON INDEX public.meetings_status_idx IS 'Supports: meetings of an organization in one status, newest first.';
