DROP TABLE public.meeting_controller_load;

DROP TABLE public.meeting_controllers;
