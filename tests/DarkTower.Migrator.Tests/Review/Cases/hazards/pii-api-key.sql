-- expect: pii.plaintext-secret
-- why: whoever reads the row can call the API.
ALTER TABLE public.organizations ADD COLUMN api_key text;
COMMENT ON COLUMN public.organizations.api_key IS 'SECRET: key of the API.';
