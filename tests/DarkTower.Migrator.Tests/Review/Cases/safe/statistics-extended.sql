-- why: a description for the planner; nothing is computed before ANALYZE.
CREATE STATISTICS public.participants_role_stats (dependencies) ON participant_type, role FROM public.participants;
COMMENT ON STATISTICS public.participants_role_stats IS 'For the planner: role depends on the type.';
