-- expect: down.missing
-- why: no way back at three in the morning.
ALTER TABLE public.users ADD COLUMN locale text;
COMMENT ON COLUMN public.users.locale IS 'Language of messages.';
