ALTER TABLE public.meetings ADD CONSTRAINT meetings_code_length_check CHECK (length(meeting_code) = 12) NOT VALID;
