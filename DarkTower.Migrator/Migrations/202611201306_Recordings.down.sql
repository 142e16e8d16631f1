DROP TABLE public.recordings;
