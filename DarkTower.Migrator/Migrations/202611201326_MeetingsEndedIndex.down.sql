DROP INDEX CONCURRENTLY public.meetings_ended_at_idx;
