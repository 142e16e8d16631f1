ALTER TABLE public.participants ADD COLUMN user_agent text;
