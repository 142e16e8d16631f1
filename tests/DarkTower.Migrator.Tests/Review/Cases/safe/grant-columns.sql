-- why: rights of named columns for the service.
GRANT UPDATE (client_version, user_agent) ON public.participants TO darktower_app;
