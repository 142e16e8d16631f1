ALTER TABLE public.meetings DROP COLUMN topic;
