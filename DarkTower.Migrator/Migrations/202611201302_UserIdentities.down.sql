DROP TABLE public.user_identities;
