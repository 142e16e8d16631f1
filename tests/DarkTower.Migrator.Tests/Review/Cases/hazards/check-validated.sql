-- expect: lock.check-validate
-- why: reads the whole table under ACCESS EXCLUSIVE before anybody may go on.
ALTER TABLE public.meetings ADD CONSTRAINT meetings_code_length_check CHECK (length(meeting_code) = 12);
