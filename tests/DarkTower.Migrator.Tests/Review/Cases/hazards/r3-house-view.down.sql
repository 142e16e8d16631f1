DROP VIEW public.live_meetings;
