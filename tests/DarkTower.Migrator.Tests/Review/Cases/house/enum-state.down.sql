DROP TABLE public.meeting_polls;
DROP TYPE public.poll_status;
