-- expect: lock.index-create
-- why: IF NOT EXISTS does not make the build any lighter.
CREATE INDEX IF NOT EXISTS meeting_codes_created_idx ON public.meeting_codes USING brin (created_at);
