DROP FUNCTION public.set_updated_at();
