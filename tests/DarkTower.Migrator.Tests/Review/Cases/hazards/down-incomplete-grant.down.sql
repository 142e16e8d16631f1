COMMENT ON COLUMN public.users.last_login_at IS 'When the user last signed in.';
