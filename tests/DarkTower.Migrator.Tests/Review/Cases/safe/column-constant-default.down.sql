ALTER TABLE public.meetings DROP COLUMN captions_enabled;
