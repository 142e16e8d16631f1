-- why: SHARE UPDATE EXCLUSIVE, for pages written from now on.
ALTER TABLE public.users SET (fillfactor = 85);
