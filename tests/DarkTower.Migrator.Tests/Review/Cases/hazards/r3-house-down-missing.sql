-- expect: down.missing
-- why: no way back.
COMMENT ON TABLE public.recordings IS 'Recordings of meetings.';
