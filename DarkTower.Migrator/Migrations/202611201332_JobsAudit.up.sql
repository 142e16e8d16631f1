-- Rows of their own making only, which they can neither see nor change afterwards.
CREATE POLICY jobs ON public.audit_logs FOR INSERT TO darktower_jobs
    WITH CHECK (actor_type = 'system');

GRANT INSERT ON public.audit_logs TO darktower_jobs;
