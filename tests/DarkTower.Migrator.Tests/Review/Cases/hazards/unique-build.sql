-- expect: lock.unique-build
-- why: builds the index under ACCESS EXCLUSIVE, and fails at the end if two rows agree.
ALTER TABLE public.meetings ADD CONSTRAINT meetings_code_key UNIQUE (org_id, meeting_code);
