-- expect: lock.rewrite-maintenance
-- prior: rails-blog
-- options: --empty
-- why: SET UNLOGGED writes the table anew, and a crash empties it.
ALTER TABLE IF EXISTS public.comments SET UNLOGGED;
