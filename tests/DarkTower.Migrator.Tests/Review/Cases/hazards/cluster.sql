-- expect: lock.rewrite-maintenance
-- why: copies meetings in index order under ACCESS EXCLUSIVE.
CLUSTER public.meetings USING meetings_pkey;
