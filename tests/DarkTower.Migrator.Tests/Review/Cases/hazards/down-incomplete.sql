-- expect: down.incomplete
-- why: the column goes, the changed default stays.
ALTER TABLE public.users ADD COLUMN locale text;
COMMENT ON COLUMN public.users.locale IS 'Language of messages.';
ALTER TABLE public.users ALTER COLUMN display_name SET DEFAULT 'nobody';
