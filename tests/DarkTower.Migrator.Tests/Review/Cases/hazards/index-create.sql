-- expect: lock.index-create
-- why: the build holds SHARE on participants until commit: no join or leave is written meanwhile.
CREATE INDEX participants_joined_idx ON public.participants (org_id, joined_at);
COMMENT ON INDEX public.participants_joined_idx IS 'Supports: the stays of a span of time.';
