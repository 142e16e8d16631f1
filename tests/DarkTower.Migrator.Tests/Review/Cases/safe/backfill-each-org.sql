-- options: --non-transactional
-- why: for each organization by itself, so that row security lets the rows be seen; 5,000 rows in a transaction.
-- backfill: each org
UPDATE public.participants SET client_version = 'unknown'
WHERE (org_id, meeting_id, participant_id) IN (
    SELECT org_id, meeting_id, participant_id FROM public.participants
    WHERE client_version IS NULL ORDER BY org_id, meeting_id, participant_id LIMIT 5000);
