-- expect: down.incomplete
-- why: a right that was granted stays after the way back.
GRANT UPDATE (client_version) ON public.participants TO darktower_app;
COMMENT ON COLUMN public.participants.client_version IS 'Version of the program the person came with.';
