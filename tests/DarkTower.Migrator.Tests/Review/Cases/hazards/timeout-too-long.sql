-- expect: lock.no-timeout
-- why: ten minutes in the queue for ACCESS EXCLUSIVE are ten minutes without the table.
SET lock_timeout TO '10min';
ALTER TABLE public.users ALTER COLUMN status SET DEFAULT 'active';
