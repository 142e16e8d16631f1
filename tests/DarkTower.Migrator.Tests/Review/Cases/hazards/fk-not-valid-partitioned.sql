-- expect: fail.fk-not-valid-partitioned
-- options: --pg 15
-- why: 42809 up to 17: a partitioned table takes no NOT VALID foreign key.
ALTER TABLE public.audit_logs ADD CONSTRAINT audit_logs_org_fkey
    FOREIGN KEY (org_id) REFERENCES public.organizations (org_id) ON DELETE RESTRICT NOT VALID;
