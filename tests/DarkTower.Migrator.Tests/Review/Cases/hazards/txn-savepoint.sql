-- expect: txn.nested
-- why: a savepoint of one's own inside the runner's transaction hides what failed.
SAVEPOINT before;
ALTER TABLE public.users ALTER COLUMN version SET DEFAULT 1;
ROLLBACK TO SAVEPOINT before;
