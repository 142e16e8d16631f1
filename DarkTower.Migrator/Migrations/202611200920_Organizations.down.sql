DROP TABLE public.organization_directory;

DROP TABLE public.organizations;
