REVOKE UPDATE (client_version) ON public.participants FROM darktower_app;
