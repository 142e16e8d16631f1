-- expect: compat.rename-column
-- why: every server of the last release fails with 42703 until it is replaced.
ALTER TABLE public.meetings RENAME COLUMN display_name TO title;
