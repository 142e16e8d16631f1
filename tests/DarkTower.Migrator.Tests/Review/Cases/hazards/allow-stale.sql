-- expect: review.stale-allow
-- why: the reason outlived what it excused, and will excuse the next one unseen.
-- review:allow lock.index-create the table is small
ALTER TABLE public.users ADD COLUMN locale text;
COMMENT ON COLUMN public.users.locale IS 'Language of messages.';
