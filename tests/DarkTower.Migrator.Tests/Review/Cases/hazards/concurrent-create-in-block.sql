-- expect: fail.concurrently-in-txn
-- options: --non-transactional
-- why: a block is a transaction too: 25001 even when the migration itself is in none.
DO $$
BEGIN
    EXECUTE 'CREATE INDEX CONCURRENTLY users_last_login_idx ON public.users (org_id, last_login_at)';
END
$$;
