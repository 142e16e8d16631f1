-- expect: lock.rewrite-identity
-- why: numbering the rows writes each of them under ACCESS EXCLUSIVE.
ALTER TABLE public.participants ADD COLUMN seq bigint GENERATED ALWAYS AS IDENTITY;
