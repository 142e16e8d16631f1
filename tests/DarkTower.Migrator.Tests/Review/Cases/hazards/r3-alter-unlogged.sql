-- expect: lock.rewrite-maintenance
-- options: --empty
-- why: SET UNLOGGED writes the table anew, and a crash empties it.
ALTER TABLE IF EXISTS public.comments SET UNLOGGED;
