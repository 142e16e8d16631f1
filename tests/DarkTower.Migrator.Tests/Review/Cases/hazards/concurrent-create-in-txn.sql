-- expect: fail.concurrently-in-txn
-- why: 25001 at once: a concurrent build needs transactions of its own.
CREATE INDEX CONCURRENTLY participants_joined_idx ON public.participants (org_id, joined_at);
