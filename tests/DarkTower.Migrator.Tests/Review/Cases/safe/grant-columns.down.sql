REVOKE UPDATE (last_login_at, display_name) ON public.users FROM darktower_app;
