-- expect: tenant.rls-noop-dml
-- options: --non-transactional
-- why: the batches of the backfill run without a tenant: nothing is found, the migration is recorded as done.
-- backfill
DELETE FROM public.participants
WHERE (org_id, meeting_id, participant_id) IN (
    SELECT org_id, meeting_id, participant_id FROM public.participants
    WHERE left_at < now() - interval '90 days' ORDER BY org_id, meeting_id, participant_id LIMIT 1000);
