-- why: a shorter timeout than the runner's is careful, not careless.
SET LOCAL lock_timeout = '500ms';
ALTER TABLE public.users ALTER COLUMN version SET DEFAULT 1;
