-- expect: lock.no-timeout
-- why: DEFAULT is the server's: none.
SET LOCAL lock_timeout TO DEFAULT;
ALTER TABLE public.users ALTER COLUMN version SET DEFAULT 1;
