-- expect: policy.grant-public
-- why: everything, for everybody, also the next role.
GRANT ALL PRIVILEGES ON TABLE public.users TO PUBLIC;
