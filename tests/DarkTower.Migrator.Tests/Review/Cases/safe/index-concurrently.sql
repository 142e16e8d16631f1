-- options: --non-transactional
-- why: SHARE UPDATE EXCLUSIVE: reads and writes go on.
CREATE INDEX CONCURRENTLY participants_joined_idx ON public.participants (org_id, joined_at);
COMMENT ON INDEX public.participants_joined_idx IS 'Supports: the stays of a span of time.';
