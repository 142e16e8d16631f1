DROP TABLE public.meeting_polls;
