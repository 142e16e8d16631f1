COMMENT ON COLUMN public.users.status IS NULL;
