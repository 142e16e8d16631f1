ALTER TABLE public.notes DROP CONSTRAINT notes_length_check;
