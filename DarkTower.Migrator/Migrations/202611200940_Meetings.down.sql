DROP TABLE public.meeting_codes;

DROP TABLE public.meetings;
