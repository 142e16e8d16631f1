-- expect: data.type-narrowing
-- prior: dump-bank
-- also: lock.type-rewrite, lock.type-check-rescan, lock.index-rebuild
-- options: --empty
-- why: a login of 31 letters makes it fail.
ALTER TABLE public.account ALTER login TYPE varchar(30);
