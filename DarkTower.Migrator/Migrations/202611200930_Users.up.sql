CREATE TABLE public.users (
    org_id uuid NOT NULL,
    user_id uuid NOT NULL,
    email text NOT NULL,
    display_name text NOT NULL,
    password_hash text,
    status text NOT NULL DEFAULT 'active',
    last_login_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    CONSTRAINT users_pkey PRIMARY KEY (org_id, user_id),
    CONSTRAINT users_email_key UNIQUE (org_id, email),
    CONSTRAINT users_org_fkey FOREIGN KEY (org_id) REFERENCES public.organizations (org_id) ON DELETE RESTRICT,
    CONSTRAINT users_email_check CHECK (email = lower(email) AND char_length(email) <= 254 AND email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
    CONSTRAINT users_display_name_check CHECK (char_length(display_name) BETWEEN 1 AND 255),
    CONSTRAINT users_status_check CHECK (status IN ('active', 'deactivated')),
    CONSTRAINT users_deleted_check CHECK (deleted_at IS NULL OR status = 'deactivated'),
    CONSTRAINT users_version_check CHECK (version >= 1)
)
-- Room for heap-only updates: last_login_at is in no index.
WITH (fillfactor = 90);

ALTER TABLE public.users ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.users FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON public.users
    USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid)
    WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);

CREATE TRIGGER users_set_updated_at BEFORE UPDATE ON public.users
    FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();

-- By column: password_hash is granted apart, by the migration that brings the call that needs it.
GRANT SELECT (org_id, user_id, email, display_name, status, last_login_at, version, created_at, updated_at, deleted_at),
    INSERT (org_id, user_id, email, display_name, status, version, created_at, updated_at)
    ON public.users TO darktower_app;

COMMENT ON TABLE public.users IS 'People of an organization who can sign in.';
COMMENT ON COLUMN public.users.org_id IS 'Tenant.';
COMMENT ON COLUMN public.users.user_id IS 'Key within the tenant, uuid v7 made by the service.';
COMMENT ON COLUMN public.users.email IS 'PII: address to sign in and to be invited with, lower case; kept until the user is erased.';
COMMENT ON COLUMN public.users.display_name IS 'PII: name shown to other people in meetings; kept until the user is erased.';
COMMENT ON COLUMN public.users.password_hash IS 'SECRET: bcrypt hash of the password; null when the user signs in elsewhere.';
COMMENT ON COLUMN public.users.status IS 'active or deactivated (cannot sign in).';
COMMENT ON COLUMN public.users.last_login_at IS 'When the user last signed in.';
COMMENT ON COLUMN public.users.version IS 'Raised by every change of a setting; the ETag.';
COMMENT ON COLUMN public.users.created_at IS 'When the row was made.';
COMMENT ON COLUMN public.users.updated_at IS 'When the row last changed, kept by a trigger.';
COMMENT ON COLUMN public.users.deleted_at IS 'When the user was soft-deleted.';
COMMENT ON INDEX public.users_pkey IS
    'Supports: reading one user, listing an organization''s users newest first, the foreign keys to a user.';
COMMENT ON INDEX public.users_email_key IS 'Supports: finding a user by email, refusing an email that is taken in the organization.';
