DROP TABLE public.erasures;
