ALTER TABLE public.media_handler_load DROP COLUMN epoch;
