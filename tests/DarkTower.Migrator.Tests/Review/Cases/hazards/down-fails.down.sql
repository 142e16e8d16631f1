ALTER TABLE public.users DROP COLUMN locales;
