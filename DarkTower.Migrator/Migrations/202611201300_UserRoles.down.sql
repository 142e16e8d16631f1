DROP TABLE public.user_roles;
