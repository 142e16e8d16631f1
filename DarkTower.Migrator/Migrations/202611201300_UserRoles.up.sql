CREATE TABLE public.user_roles (
    org_id uuid NOT NULL,
    user_id uuid NOT NULL,
    role text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT user_roles_pkey PRIMARY KEY (org_id, user_id, role),
    CONSTRAINT user_roles_role_check CHECK (role IN ('user', 'admin', 'org_admin'))
);

ALTER TABLE public.user_roles ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.user_roles FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON public.user_roles
    USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid)
    WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);

CREATE TRIGGER user_roles_set_updated_at BEFORE UPDATE ON public.user_roles
    FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();

GRANT SELECT, INSERT, DELETE ON public.user_roles TO darktower_app;

COMMENT ON TABLE public.user_roles IS 'What a user may do in the organization: one row for each role.';
COMMENT ON COLUMN public.user_roles.org_id IS 'Tenant.';
COMMENT ON COLUMN public.user_roles.user_id IS 'The user.';
COMMENT ON COLUMN public.user_roles.role IS 'user, admin (meetings and people) or org_admin (settings and keys too).';
COMMENT ON COLUMN public.user_roles.created_at IS 'When the row was made.';
COMMENT ON COLUMN public.user_roles.updated_at IS 'When the row last changed, kept by a trigger.';
COMMENT ON INDEX public.user_roles_pkey IS 'Supports: the roles of a user, giving one and taking it away, the foreign key to users.';

-- Last, since each of these keeps writers off the other table until the commit.
ALTER TABLE public.user_roles ADD CONSTRAINT user_roles_user_fkey
    FOREIGN KEY (org_id, user_id) REFERENCES public.users (org_id, user_id) ON DELETE RESTRICT;
