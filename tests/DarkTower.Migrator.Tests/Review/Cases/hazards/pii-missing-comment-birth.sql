-- expect: pii.missing-comment
-- why: a date of birth is personal whatever its type.
ALTER TABLE public.users ADD COLUMN "dateOfBirth" date;
