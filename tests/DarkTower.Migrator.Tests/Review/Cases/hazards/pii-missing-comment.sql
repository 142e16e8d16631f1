-- expect: pii.missing-comment
-- why: personal data nobody will find when a person asks for erasure.
ALTER TABLE public.participants ADD COLUMN phone_number text;
COMMENT ON COLUMN public.participants.phone_number IS 'Where to call when the connection is lost.';
