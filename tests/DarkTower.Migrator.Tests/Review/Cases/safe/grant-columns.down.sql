REVOKE UPDATE (client_version, user_agent) ON public.participants FROM darktower_app;
