REVOKE SELECT ON public.organization_directory FROM darktower_jobs;

REVOKE SELECT, DELETE ON public.meeting_codes FROM darktower_jobs;

REVOKE SELECT, UPDATE (updated_at), DELETE ON public.meetings FROM darktower_jobs;

DROP POLICY jobs ON public.meetings;
