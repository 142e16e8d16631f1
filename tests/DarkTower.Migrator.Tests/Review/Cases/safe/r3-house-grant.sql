-- why: the right that a new query needs.
GRANT UPDATE (display_name) ON public.meetings TO darktower_app;
