-- Rights alone, no policies: erasure sets the tenant, and sees and changes that one's rows as the service does. Without a tenant these rights
-- show and change nothing. Secrets are not among them; a row that holds one can be removed all the same.
GRANT SELECT (org_id, open_meetings, deleted_at, display_name, suspension_reason),
    UPDATE (subdomain, display_name, suspended_at, suspension_reason, open_meetings)
    ON public.organizations TO darktower_jobs;

GRANT DELETE ON public.organization_directory TO darktower_jobs;

GRANT UPDATE (status, ended_at, active_participants, version) ON public.meetings TO darktower_jobs;

GRANT UPDATE (left_at, leave_reason, display_name, ip_address, user_agent) ON public.participants TO darktower_jobs;

GRANT SELECT, DELETE ON public.user_roles TO darktower_jobs;

GRANT SELECT (org_id, provider, provider_user_id, user_id), DELETE ON public.user_identities TO darktower_jobs;

GRANT SELECT (org_id, key_id, user_id, name, revoked_at), UPDATE (name, revoked_at), DELETE ON public.api_keys TO darktower_jobs;

GRANT SELECT (org_id, user_id, email, display_name, last_login_at, deleted_at), DELETE ON public.users TO darktower_jobs;

-- The trail stays, without what singles a person out: the one change there is to an append-only table.
GRANT SELECT, UPDATE (reason, ip_address, user_agent, details) ON public.audit_logs TO darktower_jobs;
