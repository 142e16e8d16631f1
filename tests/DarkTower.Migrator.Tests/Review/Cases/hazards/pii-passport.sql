-- expect: pii.missing-comment
-- why: a number of a passport is personal.
ALTER TABLE public.users ADD COLUMN passport_number text;
COMMENT ON COLUMN public.users.passport_number IS 'Number of the passport.';
