DROP INDEX public.meetings_planned_idx;
