REVOKE SELECT ON public.audit_logs FROM darktower_app;

REVOKE UPDATE (display_name, ip_address, user_agent) ON public.participants FROM darktower_app;

REVOKE UPDATE (display_name, max_participants, enable_e2e_encryption, require_auth, allow_recording, allow_guests,
        allow_external_participants, waiting_room_enabled, scheduled_start_time, ended_at, deleted_at)
    ON public.meetings FROM darktower_app;

REVOKE INSERT (password_hash), UPDATE (password_hash) ON public.users FROM darktower_app;

REVOKE UPDATE (email, display_name, status, last_login_at, version, deleted_at) ON public.users FROM darktower_app;

REVOKE UPDATE (display_name, plan_tier, max_concurrent_meetings, max_participants_per_meeting, max_monthly_meeting_minutes, status,
        suspended_at, suspension_reason, version, deleted_at)
    ON public.organizations FROM darktower_app;
