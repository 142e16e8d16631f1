-- why: VALIDATE reads under SHARE UPDATE EXCLUSIVE: reads and writes go on.
ALTER TABLE public.meetings VALIDATE CONSTRAINT meetings_code_length_check;
