DROP TABLE public.meeting_notes;
DROP TYPE public.note_state;
