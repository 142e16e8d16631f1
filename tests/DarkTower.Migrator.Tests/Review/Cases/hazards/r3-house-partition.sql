-- expect: lock.partition-create-parent
-- why: ACCESS EXCLUSIVE on the audit trail.
CREATE TABLE public.audit_logs_2031_01 PARTITION OF public.audit_logs FOR VALUES FROM ('2031-01-01 00:00:00+00') TO ('2031-02-01 00:00:00+00');
ALTER TABLE public.audit_logs_2031_01 ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.audit_logs_2031_01 USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid) WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);
