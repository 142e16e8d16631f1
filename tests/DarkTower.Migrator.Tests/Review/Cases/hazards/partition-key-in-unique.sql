-- expect: fail.partition-key-in-unique
-- why: 0A000: a key of a partitioned table must hold the partition key.
ALTER TABLE public.audit_logs ADD CONSTRAINT audit_logs_audit_key UNIQUE (org_id, audit_id);
