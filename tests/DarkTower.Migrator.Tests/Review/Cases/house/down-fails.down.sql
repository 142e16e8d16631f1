DROP TABLE public.meetings_polls;
