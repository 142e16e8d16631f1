REVOKE SELECT, UPDATE (reason, ip_address, user_agent, details) ON public.audit_logs FROM darktower_jobs;

REVOKE SELECT (org_id, user_id, email, display_name, last_login_at, deleted_at), DELETE ON public.users FROM darktower_jobs;

REVOKE SELECT (org_id, key_id, user_id, name, revoked_at), UPDATE (name, revoked_at), DELETE ON public.api_keys FROM darktower_jobs;

REVOKE SELECT (org_id, provider, provider_user_id, user_id), DELETE ON public.user_identities FROM darktower_jobs;

REVOKE SELECT, DELETE ON public.user_roles FROM darktower_jobs;

REVOKE UPDATE (left_at, leave_reason, display_name, ip_address, user_agent) ON public.participants FROM darktower_jobs;

REVOKE UPDATE (status, ended_at, active_participants, version) ON public.meetings FROM darktower_jobs;

REVOKE DELETE ON public.organization_directory FROM darktower_jobs;

REVOKE SELECT (org_id, open_meetings, deleted_at, display_name, suspension_reason),
    UPDATE (subdomain, display_name, suspended_at, suspension_reason, open_meetings)
    ON public.organizations FROM darktower_jobs;
