-- expect: data.drop-cascade
-- prior: dump-bank
-- options: --empty
-- why: the view and the foreign key go too.
DROP TABLE IF EXISTS public.transfer CASCADE;
