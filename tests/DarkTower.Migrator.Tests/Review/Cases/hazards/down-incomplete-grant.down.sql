COMMENT ON COLUMN public.participants.client_version IS 'Version of the client program.';
