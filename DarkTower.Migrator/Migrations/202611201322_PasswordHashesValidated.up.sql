ALTER TABLE public.users VALIDATE CONSTRAINT users_password_hash_check;
