DROP TABLE public.participants;
