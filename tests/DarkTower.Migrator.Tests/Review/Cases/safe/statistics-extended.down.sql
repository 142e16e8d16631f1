DROP STATISTICS public.participants_role_stats;
