ALTER TABLE public.meetings DROP COLUMN join_password;
