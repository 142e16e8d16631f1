-- Retention sees who has left and nobody else.
CREATE POLICY jobs ON public.participants TO darktower_jobs
    USING (left_at IS NOT NULL);

-- UPDATE of one column that a trigger overwrites: without it no row can be locked.
GRANT SELECT, UPDATE (updated_at), DELETE ON public.participants TO darktower_jobs;
