-- expect: fail.dependent-view
-- prior: dump-bank
-- also: data.drop-column
-- options: --empty
-- why: a view reads the column.
ALTER TABLE public.transfer DROP COLUMN IF EXISTS memo;
