-- expect: lock.rewrite-maintenance
-- options: --non-transactional
-- why: copies the table under ACCESS EXCLUSIVE.
VACUUM (FULL, ANALYZE) public.participants;
