DROP TABLE public.regions;
