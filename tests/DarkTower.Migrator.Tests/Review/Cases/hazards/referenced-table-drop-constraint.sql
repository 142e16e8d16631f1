-- expect: lock.referenced-table
-- why: ACCESS EXCLUSIVE on users as well, which the statement does not even name.
ALTER TABLE public.participants DROP CONSTRAINT participants_user_fkey;
