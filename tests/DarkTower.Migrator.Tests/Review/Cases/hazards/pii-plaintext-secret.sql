-- expect: pii.plaintext-secret
-- why: readable by everybody who reads the table or a backup.
ALTER TABLE public.users ADD COLUMN password text;
COMMENT ON COLUMN public.users.password IS 'SECRET: what the user signs in with.';
