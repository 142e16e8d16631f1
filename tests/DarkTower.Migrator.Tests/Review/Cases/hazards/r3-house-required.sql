-- expect: compat.required-column, fail.not-null-existing-rows
-- why: running releases give it no value.
ALTER TABLE public.recordings ADD COLUMN region text NOT NULL;
COMMENT ON COLUMN public.recordings.region IS 'Where it is kept.';
