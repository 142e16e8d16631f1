DROP TABLE public.meeting_assignments;
