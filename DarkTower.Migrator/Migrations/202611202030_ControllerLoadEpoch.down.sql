ALTER TABLE public.meeting_controller_load DROP COLUMN epoch;
