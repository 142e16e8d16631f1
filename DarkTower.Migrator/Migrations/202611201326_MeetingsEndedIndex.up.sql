CREATE INDEX CONCURRENTLY meetings_ended_at_idx ON public.meetings (org_id, ended_at) WHERE ended_at IS NOT NULL;

COMMENT ON INDEX public.meetings_ended_at_idx IS 'Supports: retention, the meetings of an organization that ended long ago, oldest first.';
