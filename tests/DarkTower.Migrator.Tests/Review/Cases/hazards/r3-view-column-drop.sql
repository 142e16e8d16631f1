-- expect: fail.dependent-view
-- also: data.drop-column
-- options: --empty
-- why: a view reads the column.
ALTER TABLE public.transfer DROP COLUMN IF EXISTS memo;
