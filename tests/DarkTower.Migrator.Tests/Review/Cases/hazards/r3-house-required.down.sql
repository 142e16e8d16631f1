ALTER TABLE public.recordings DROP COLUMN region;
