CREATE UNIQUE INDEX meetings_meeting_key ON public.meetings (meeting_id);
COMMENT ON INDEX public.meetings_meeting_key IS 'Supports: foreign keys by meeting.';
