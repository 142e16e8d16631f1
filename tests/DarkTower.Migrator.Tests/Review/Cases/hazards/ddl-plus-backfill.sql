-- expect: lock.ddl-plus-backfill
-- why: ACCESS EXCLUSIVE from the first line is held while every row is written by the second.
ALTER TABLE public.users ADD COLUMN locale text;
COMMENT ON COLUMN public.users.locale IS 'Language of messages.';
UPDATE public.users SET locale = 'en' WHERE locale IS NULL;
