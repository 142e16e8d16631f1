-- why: the view reads with the rights of who asks: row security holds.
CREATE VIEW public.active_users WITH (security_invoker = true) AS
    SELECT org_id, user_id, display_name FROM public.users WHERE status = 'active';
GRANT SELECT ON public.active_users TO darktower_app;
COMMENT ON VIEW public.active_users IS 'Users who can sign in.';
COMMENT ON COLUMN public.active_users.org_id IS 'Tenant.';
COMMENT ON COLUMN public.active_users.user_id IS 'The user.';
COMMENT ON COLUMN public.active_users.display_name IS 'PII: name shown to other people; kept until the user is erased.';
