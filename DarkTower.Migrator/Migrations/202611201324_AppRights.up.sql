GRANT UPDATE (display_name, plan_tier, max_concurrent_meetings, max_participants_per_meeting, max_monthly_meeting_minutes, status,
        suspended_at, suspension_reason, version, deleted_at)
    ON public.organizations TO darktower_app;

-- email for the erasure of a user, which overwrites it.
GRANT UPDATE (email, display_name, status, last_login_at, version, deleted_at) ON public.users TO darktower_app;

-- Apart and without SELECT: a hash is set and, with the user, erased; no call reads one.
GRANT INSERT (password_hash), UPDATE (password_hash) ON public.users TO darktower_app;

GRANT UPDATE (display_name, max_participants, enable_e2e_encryption, require_auth, allow_recording, allow_guests,
        allow_external_participants, waiting_room_enabled, scheduled_start_time, ended_at, deleted_at)
    ON public.meetings TO darktower_app;

-- For the erasure of a user, which overwrites what singles the person out.
GRANT UPDATE (display_name, ip_address, user_agent) ON public.participants TO darktower_app;

GRANT SELECT ON public.audit_logs TO darktower_app;
