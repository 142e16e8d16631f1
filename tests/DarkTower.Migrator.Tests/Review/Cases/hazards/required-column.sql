-- expect: compat.required-column
-- why: the last release leaves the column to its default; without one its inserts fail with 23502.
ALTER TABLE public.users ALTER COLUMN status DROP DEFAULT;
