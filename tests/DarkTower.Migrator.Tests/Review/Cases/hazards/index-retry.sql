-- expect: txn.invalid-index-retry
-- options: --non-transactional
-- why: a build that was cut off leaves an invalid index of that name; the next run finds it there and is content.
CREATE INDEX CONCURRENTLY IF NOT EXISTS participants_joined_idx ON public.participants (org_id, joined_at);
COMMENT ON INDEX public.participants_joined_idx IS 'Supports: the stays of a span of time.';
