DROP TABLE public.media_handler_load;

DROP TABLE public.media_handlers;
