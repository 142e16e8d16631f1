ALTER TABLE public.users DROP CONSTRAINT users_password_hash_check;
