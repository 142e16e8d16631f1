CREATE TABLE public.organizations (
    org_id uuid NOT NULL,
    subdomain text NOT NULL,
    display_name text NOT NULL,
    plan_tier text NOT NULL DEFAULT 'free',
    max_concurrent_meetings integer NOT NULL DEFAULT 10,
    max_participants_per_meeting integer NOT NULL DEFAULT 100,
    max_monthly_meeting_minutes integer,
    open_meetings integer NOT NULL DEFAULT 0,
    status text NOT NULL DEFAULT 'active',
    suspended_at timestamptz,
    suspension_reason text,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    CONSTRAINT organizations_pkey PRIMARY KEY (org_id),
    CONSTRAINT organizations_subdomain_check CHECK (subdomain ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    CONSTRAINT organizations_display_name_check CHECK (char_length(display_name) BETWEEN 1 AND 255),
    CONSTRAINT organizations_plan_tier_check CHECK (plan_tier IN ('free', 'pro', 'enterprise')),
    CONSTRAINT organizations_max_concurrent_meetings_check CHECK (max_concurrent_meetings >= 0),
    CONSTRAINT organizations_max_participants_per_meeting_check CHECK (max_participants_per_meeting >= 1),
    CONSTRAINT organizations_max_monthly_meeting_minutes_check CHECK (max_monthly_meeting_minutes >= 0),
    CONSTRAINT organizations_open_meetings_check CHECK (open_meetings >= 0),
    CONSTRAINT organizations_status_check CHECK (status IN ('active', 'suspended', 'deleted')),
    CONSTRAINT organizations_suspended_check CHECK (
        (status <> 'active' OR suspended_at IS NULL)
        AND (status <> 'suspended' OR suspended_at IS NOT NULL)
        AND (suspended_at IS NULL) = (suspension_reason IS NULL)),
    CONSTRAINT organizations_suspension_reason_check CHECK (char_length(suspension_reason) BETWEEN 1 AND 1000),
    CONSTRAINT organizations_deleted_check CHECK ((status = 'deleted') = (deleted_at IS NOT NULL)),
    CONSTRAINT organizations_version_check CHECK (version >= 1)
)
-- Room for heap-only updates: open_meetings changes with every meeting.
WITH (fillfactor = 80);

ALTER TABLE public.organizations ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.organizations FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON public.organizations
    USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid)
    WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);

CREATE TRIGGER organizations_set_updated_at BEFORE UPDATE ON public.organizations
    FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();

GRANT SELECT, INSERT, UPDATE (open_meetings) ON public.organizations TO darktower_app;

COMMENT ON TABLE public.organizations IS 'Tenants: one row for each organization. Root of everything that carries org_id.';
COMMENT ON COLUMN public.organizations.org_id IS 'Key of the tenant, uuid v7 made by the service.';
COMMENT ON COLUMN public.organizations.subdomain IS
    'DNS label under which people reach the organization; unique through organization_directory.';
COMMENT ON COLUMN public.organizations.display_name IS 'Name shown to people.';
COMMENT ON COLUMN public.organizations.plan_tier IS 'What the organization pays for: free, pro or enterprise.';
COMMENT ON COLUMN public.organizations.max_concurrent_meetings IS 'How many meetings may be open (scheduled or active) at once.';
COMMENT ON COLUMN public.organizations.max_participants_per_meeting IS 'Upper bound of every meeting''s max_participants.';
COMMENT ON COLUMN public.organizations.max_monthly_meeting_minutes IS 'Minutes of meetings a month; null means no limit.';
COMMENT ON COLUMN public.organizations.open_meetings IS
    'Guarded counter: meetings scheduled or active now. Raised and lowered by the statement that opens or closes one.';
COMMENT ON COLUMN public.organizations.status IS 'active, suspended (nothing new may be opened) or deleted (soft).';
COMMENT ON COLUMN public.organizations.suspended_at IS 'Since when it is suspended; stays when a suspended organization is deleted.';
COMMENT ON COLUMN public.organizations.suspension_reason IS 'Why it is suspended, for the people who operate the platform.';
COMMENT ON COLUMN public.organizations.version IS 'Raised by every change of a setting; the ETag.';
COMMENT ON COLUMN public.organizations.created_at IS 'When the row was made.';
COMMENT ON COLUMN public.organizations.updated_at IS 'When the row last changed, kept by a trigger.';
COMMENT ON COLUMN public.organizations.deleted_at IS 'When it was soft-deleted.';
COMMENT ON INDEX public.organizations_pkey IS 'Supports: every read and change of one organization, and the foreign keys to it.';

CREATE TABLE public.organization_directory (
    subdomain text NOT NULL,
    org_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT organization_directory_pkey PRIMARY KEY (subdomain),
    CONSTRAINT organization_directory_org_id_key UNIQUE (org_id),
    CONSTRAINT organization_directory_subdomain_check CHECK (subdomain ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$')
);

CREATE TRIGGER organization_directory_set_updated_at BEFORE UPDATE ON public.organization_directory
    FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();

GRANT SELECT, INSERT ON public.organization_directory TO darktower_app;

COMMENT ON TABLE public.organization_directory IS
    'Global: from a subdomain to its tenant, for the platform alone. Written in the transaction that writes the organization; no '
    'foreign key, since a global table must not depend on a tenant''s.';
COMMENT ON COLUMN public.organization_directory.subdomain IS 'DNS label, unique on the platform.';
COMMENT ON COLUMN public.organization_directory.org_id IS 'The tenant it leads to.';
COMMENT ON COLUMN public.organization_directory.created_at IS 'When the row was made.';
COMMENT ON COLUMN public.organization_directory.updated_at IS 'When the row last changed, kept by a trigger.';
COMMENT ON INDEX public.organization_directory_pkey IS
    'Supports: finding an organization by subdomain, refusing a subdomain that is taken.';
COMMENT ON INDEX public.organization_directory_org_id_key IS
    'Supports: one subdomain for each organization; removing an organization''s entry.';
