DROP POLICY support ON public.meetings;
