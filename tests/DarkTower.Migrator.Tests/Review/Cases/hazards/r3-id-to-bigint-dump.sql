-- expect: lock.type-rewrite
-- prior: dump-bank
-- options: --empty
-- why: the id of a table that others point to.
ALTER TABLE public.account ALTER COLUMN id SET DATA TYPE bigint;
ALTER SEQUENCE public.account_id_seq AS bigint;
