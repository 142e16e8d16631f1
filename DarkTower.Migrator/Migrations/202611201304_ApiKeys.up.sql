CREATE TABLE public.api_keys (
    org_id uuid NOT NULL,
    key_id uuid NOT NULL,
    user_id uuid,
    name text NOT NULL,
    key_prefix text NOT NULL,
    secret_hash bytea NOT NULL,
    scopes text[] NOT NULL,
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT api_keys_pkey PRIMARY KEY (org_id, key_id),
    CONSTRAINT api_keys_name_check CHECK (char_length(name) BETWEEN 1 AND 100),
    CONSTRAINT api_keys_key_prefix_check CHECK (key_prefix ~ '^dtk_[0-9A-Za-z_-]{0,28}$'),
    CONSTRAINT api_keys_secret_hash_check CHECK (octet_length(secret_hash) = 32),
    CONSTRAINT api_keys_scopes_check CHECK (cardinality(scopes) BETWEEN 1 AND 50 AND array_position(scopes, NULL) IS NULL),
    CONSTRAINT api_keys_expires_at_check CHECK (expires_at > created_at)
)
-- Room for heap-only updates: last_used_at is in no index.
WITH (fillfactor = 90);

CREATE INDEX api_keys_user_idx ON public.api_keys (org_id, user_id);

ALTER TABLE public.api_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.api_keys FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON public.api_keys
    USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid)
    WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);

CREATE TRIGGER api_keys_set_updated_at BEFORE UPDATE ON public.api_keys
    FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();

GRANT SELECT, INSERT, UPDATE (last_used_at, revoked_at) ON public.api_keys TO darktower_app;

COMMENT ON TABLE public.api_keys IS
    'Keys with which programs of an organization call. The text of a key carries organization and key id, so none is looked up without '
    'a tenant.';
COMMENT ON COLUMN public.api_keys.org_id IS 'Tenant.';
COMMENT ON COLUMN public.api_keys.key_id IS 'Key within the tenant, uuid v7 made by the service.';
COMMENT ON COLUMN public.api_keys.user_id IS 'The user the key acts for; null for one of the whole organization.';
COMMENT ON COLUMN public.api_keys.name IS 'What people call it.';
COMMENT ON COLUMN public.api_keys.key_prefix IS 'First characters of the key, to tell it from others on a screen.';
COMMENT ON COLUMN public.api_keys.secret_hash IS 'SECRET: SHA-256 of the 256 random bits in the key.';
COMMENT ON COLUMN public.api_keys.scopes IS 'What the key may do.';
COMMENT ON COLUMN public.api_keys.expires_at IS 'When it ends; null never.';
COMMENT ON COLUMN public.api_keys.last_used_at IS 'When it was last used, to the minute or so.';
COMMENT ON COLUMN public.api_keys.revoked_at IS 'When it was revoked.';
COMMENT ON COLUMN public.api_keys.created_at IS 'When the row was made.';
COMMENT ON COLUMN public.api_keys.updated_at IS 'When the row last changed, kept by a trigger.';
COMMENT ON INDEX public.api_keys_pkey IS
    'Supports: checking a key, revoking one, listing an organization''s keys newest first, the foreign key to organizations.';
COMMENT ON INDEX public.api_keys_user_idx IS 'Supports: the foreign key to users when a user is removed; the keys that act for a user.';

-- Last, since each of these keeps writers off the other table until the commit.
ALTER TABLE public.api_keys ADD CONSTRAINT api_keys_org_fkey
    FOREIGN KEY (org_id) REFERENCES public.organizations (org_id) ON DELETE RESTRICT;

ALTER TABLE public.api_keys ADD CONSTRAINT api_keys_user_fkey
    FOREIGN KEY (org_id, user_id) REFERENCES public.users (org_id, user_id) ON DELETE RESTRICT;
