REVOKE UPDATE (display_name) ON public.meetings FROM darktower_app;
