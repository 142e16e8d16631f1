DROP TABLE public.meeting_notes;
