CREATE TABLE public.user_identities (
    org_id uuid NOT NULL,
    provider text NOT NULL,
    provider_user_id text NOT NULL,
    user_id uuid NOT NULL,
    access_token_encrypted bytea,
    refresh_token_encrypted bytea,
    token_expires_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT user_identities_pkey PRIMARY KEY (org_id, provider, provider_user_id),
    CONSTRAINT user_identities_provider_check CHECK (provider ~ '^[a-z][a-z0-9_-]{0,49}$'),
    CONSTRAINT user_identities_provider_user_id_check CHECK (char_length(provider_user_id) BETWEEN 1 AND 255),
    CONSTRAINT user_identities_tokens_check CHECK (
        octet_length(access_token_encrypted) BETWEEN 29 AND 16384
        AND octet_length(refresh_token_encrypted) BETWEEN 29 AND 16384),
    CONSTRAINT user_identities_token_expires_at_check CHECK (token_expires_at IS NULL OR access_token_encrypted IS NOT NULL)
);

CREATE INDEX user_identities_user_idx ON public.user_identities (org_id, user_id);

ALTER TABLE public.user_identities ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.user_identities FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON public.user_identities
    USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid)
    WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);

CREATE TRIGGER user_identities_set_updated_at BEFORE UPDATE ON public.user_identities
    FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();

-- By column: the tokens are written by the service and read by nobody yet.
GRANT SELECT (org_id, provider, provider_user_id, user_id, token_expires_at, created_at, updated_at), INSERT,
    UPDATE (access_token_encrypted, refresh_token_encrypted, token_expires_at), DELETE
    ON public.user_identities TO darktower_app;

COMMENT ON TABLE public.user_identities IS 'How users sign in elsewhere: one row for each account at an identity provider.';
COMMENT ON COLUMN public.user_identities.org_id IS 'Tenant.';
COMMENT ON COLUMN public.user_identities.provider IS 'Name of the identity provider: google.';
COMMENT ON COLUMN public.user_identities.provider_user_id IS
    'PII: the provider''s own id of the person, to know them again at the next sign-in; kept until the user is erased.';
COMMENT ON COLUMN public.user_identities.user_id IS 'The user it signs in.';
COMMENT ON COLUMN public.user_identities.access_token_encrypted IS 'SECRET: access token of the provider, encrypted by the service.';
COMMENT ON COLUMN public.user_identities.refresh_token_encrypted IS 'SECRET: refresh token of the provider, encrypted by the service.';
COMMENT ON COLUMN public.user_identities.token_expires_at IS 'When the access token ends.';
COMMENT ON COLUMN public.user_identities.created_at IS 'When the row was made.';
COMMENT ON COLUMN public.user_identities.updated_at IS 'When the row last changed, kept by a trigger.';
COMMENT ON INDEX public.user_identities_pkey IS 'Supports: finding the user of an account at sign-in, linking and unlinking one.';
COMMENT ON INDEX public.user_identities_user_idx IS 'Supports: the accounts of a user, the foreign key to users.';

-- Last, since each of these keeps writers off the other table until the commit.
ALTER TABLE public.user_identities ADD CONSTRAINT user_identities_user_fkey
    FOREIGN KEY (org_id, user_id) REFERENCES public.users (org_id, user_id) ON DELETE RESTRICT;
