-- expect: lock.index-drop
-- why: a permission that gives no reason permits nothing.
-- review:allow lock.index-drop
DROP INDEX public.meetings_status_idx;
