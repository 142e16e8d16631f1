-- expect: policy.fk-index
-- options: --non-transactional
-- why: nothing waits now; the next removal of a user reads all participants.
DROP INDEX CONCURRENTLY public.participants_user_idx;
