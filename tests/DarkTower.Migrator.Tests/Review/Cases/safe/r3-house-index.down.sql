DROP INDEX CONCURRENTLY public.meetings_planned_idx;
