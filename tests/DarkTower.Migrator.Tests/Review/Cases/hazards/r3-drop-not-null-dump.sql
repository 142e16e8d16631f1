-- expect: compat.drop-not-null
-- prior: dump-bank
-- options: --empty
-- why: readers never saw NULL.
ALTER TABLE ONLY public.account ALTER COLUMN balance DROP NOT NULL;
