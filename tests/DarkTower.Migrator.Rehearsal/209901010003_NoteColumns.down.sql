ALTER TABLE public.notes DROP COLUMN touched, DROP COLUMN length;
