-- expect: compat.drop-not-null
-- why: servers of the last release read the column as never null, and fall over the first null.
ALTER TABLE public.meetings ALTER COLUMN scheduled_start_time DROP DEFAULT, ALTER COLUMN display_name DROP NOT NULL;
