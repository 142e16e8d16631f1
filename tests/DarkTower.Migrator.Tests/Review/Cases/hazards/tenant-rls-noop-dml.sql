-- expect: tenant.rls-noop-dml
-- why: forced row security holds for the migrator too: without a tenant it changes 0 rows and succeeds.
UPDATE public.meetings SET max_participants = 200
WHERE (org_id, meeting_id) IN (
    SELECT org_id, meeting_id FROM public.meetings WHERE max_participants = 100 ORDER BY org_id, meeting_id LIMIT 1000);
