REVOKE SELECT, UPDATE (updated_at), DELETE ON public.participants FROM darktower_jobs;

DROP POLICY jobs ON public.participants;
