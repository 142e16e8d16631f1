-- expect: compat.drop-not-null
-- options: --empty
-- why: readers never saw NULL.
ALTER TABLE ONLY public.account ALTER COLUMN balance DROP NOT NULL;
