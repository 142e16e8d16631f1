-- expect: lock.partition-create-parent, lock.partition-default-scan
-- why: every write of an audit row, so every write of the platform, waits for it.
DO $$
BEGIN
    EXECUTE 'CREATE TABLE public.audit_logs_2099_01 PARTITION OF public.audit_logs
        FOR VALUES FROM (''2099-01-01'') TO (''2099-02-01'')';
END
$$;
