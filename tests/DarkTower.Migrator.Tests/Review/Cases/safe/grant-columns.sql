-- why: rights of named columns for the service.
GRANT UPDATE (client_version) ON public.participants TO darktower_app;
