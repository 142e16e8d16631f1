-- why: three rows of reference data into a new and an old table; no row that is there is touched.
INSERT INTO public.organization_directory (subdomain, org_id) VALUES ('review-a', '01900000-0000-7000-8000-0000000000a1'),
    ('review-b', '01900000-0000-7000-8000-0000000000a2');
