-- expect: fail.dependent-view
-- prior: dump-bank
-- options: --empty
-- why: a view reads the column.
ALTER TABLE public.transfer ALTER COLUMN amount TYPE numeric(14,2);
