-- expect: down.incomplete
-- why: a right that was granted stays after the way back.
GRANT UPDATE (created_at) ON public.users TO darktower_app;
COMMENT ON COLUMN public.users.last_login_at IS 'When the user last signed in, to the minute.';
