REVOKE INSERT ON public.audit_logs FROM darktower_jobs;

DROP POLICY jobs ON public.audit_logs;
