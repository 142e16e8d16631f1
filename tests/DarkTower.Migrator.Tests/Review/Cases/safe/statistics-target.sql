-- why: SHARE UPDATE EXCLUSIVE; the next ANALYZE looks closer.
ALTER TABLE public.meetings ALTER COLUMN status SET STATISTICS 500;
