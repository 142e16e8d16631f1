-- expect: fail.not-null-existing-rows
-- why: 23502 on the first row that is there.
ALTER TABLE public.users ADD COLUMN locale text NOT NULL;
