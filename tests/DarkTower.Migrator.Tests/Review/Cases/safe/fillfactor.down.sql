ALTER TABLE public.users SET (fillfactor = 90);
