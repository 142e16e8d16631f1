-- expect: fail.concurrently-in-txn
-- why: 25001: DROP INDEX CONCURRENTLY cannot run inside a transaction.
DROP INDEX CONCURRENTLY IF EXISTS public.meetings_status_idx;
