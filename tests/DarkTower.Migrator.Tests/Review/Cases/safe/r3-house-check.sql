-- why: new rows only.
ALTER TABLE public.participants ADD CONSTRAINT participants_client_version_short_check CHECK (char_length(client_version) < 100) NOT VALID;
