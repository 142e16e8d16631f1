-- expect: lock.trigger
-- why: ACCESS EXCLUSIVE on meetings, and updated_at stands still afterwards.
DROP TRIGGER IF EXISTS meetings_set_updated_at ON public.meetings;
