DROP INDEX CONCURRENTLY public.participants_joined_idx;
