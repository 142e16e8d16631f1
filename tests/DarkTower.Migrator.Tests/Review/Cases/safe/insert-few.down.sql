DELETE FROM public.organization_directory WHERE subdomain IN ('review-a', 'review-b');
