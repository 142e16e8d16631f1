-- expect: pii.plaintext-secret
-- why: whoever reads a backup can join.
ALTER TABLE public.meetings ADD COLUMN join_password text;
COMMENT ON COLUMN public.meetings.join_password IS 'SECRET: what people type.';
