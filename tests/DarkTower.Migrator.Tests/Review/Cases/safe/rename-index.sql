-- why: an index's name is in no query; SHARE UPDATE EXCLUSIVE.
ALTER INDEX public.meetings_status_idx RENAME TO meetings_by_status_idx;
