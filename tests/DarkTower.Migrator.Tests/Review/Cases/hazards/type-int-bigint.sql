-- expect: lock.type-rewrite
-- why: four bytes become eight: each row is written anew under ACCESS EXCLUSIVE.
ALTER TABLE public.meetings ALTER COLUMN max_participants TYPE bigint;
