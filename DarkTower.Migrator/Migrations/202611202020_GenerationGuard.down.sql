DROP TRIGGER meetings_generation_forward ON public.meetings;

DROP FUNCTION public.meetings_refuse_older_generation();
