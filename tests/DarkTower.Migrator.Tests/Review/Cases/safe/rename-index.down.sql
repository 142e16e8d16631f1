ALTER INDEX public.meetings_by_status_idx RENAME TO meetings_status_idx;
