-- why: the right that a new query needs.
GRANT UPDATE (client_version) ON public.participants TO darktower_app;
