-- why: rights of named columns for the service.
GRANT UPDATE (last_login_at, display_name) ON public.users TO darktower_app;
