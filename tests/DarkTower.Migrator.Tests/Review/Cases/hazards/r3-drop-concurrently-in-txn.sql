-- expect: fail.concurrently-in-txn
-- prior: dump-bank
-- options: --empty
-- why: DROP INDEX CONCURRENTLY cannot run in the transaction of the migration.
SET lock_timeout = '2s';
DROP INDEX CONCURRENTLY IF EXISTS public.transfer_target_idx;
