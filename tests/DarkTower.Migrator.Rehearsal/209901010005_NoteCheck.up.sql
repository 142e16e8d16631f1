ALTER TABLE public.notes ADD CONSTRAINT notes_length_check CHECK (length > 0) NOT VALID;

ALTER TABLE public.notes VALIDATE CONSTRAINT notes_length_check;
