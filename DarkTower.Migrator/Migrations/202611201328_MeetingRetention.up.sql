-- Retention sees what has ended and nothing else.
CREATE POLICY jobs ON public.meetings TO darktower_jobs
    USING (ended_at IS NOT NULL);

-- UPDATE of one column that a trigger overwrites: without it no row can be locked.
GRANT SELECT, UPDATE (updated_at), DELETE ON public.meetings TO darktower_jobs;

GRANT SELECT, DELETE ON public.meeting_codes TO darktower_jobs;

-- Row security aside, every index begins with the tenant: a job takes one after the other.
GRANT SELECT ON public.organization_directory TO darktower_jobs;
