COMMENT ON TABLE public.users IS 'People of an organization who can sign in.';
