-- expect: lock.index-drop
-- why: ACCESS EXCLUSIVE on meetings: every read waits, and waits behind whatever the drop itself waits for.
DROP INDEX public.meetings_status_idx;
