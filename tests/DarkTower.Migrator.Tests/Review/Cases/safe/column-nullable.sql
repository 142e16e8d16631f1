-- why: a catalog entry, no row is touched; the lock is held for a moment.
ALTER TABLE public.meetings ADD COLUMN topic text;
COMMENT ON COLUMN public.meetings.topic IS 'PII: what the meeting is about, it may name a person; kept 90 days after the end.';
