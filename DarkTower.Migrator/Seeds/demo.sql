-- Two organizations, one after the other: row security takes one tenant at a time. Counters are what the rows say.
INSERT INTO public.organization_directory (subdomain, org_id)
VALUES
    ('acme', '019a0000-0000-7000-8000-00000000000a'),
    ('globex', '019a0000-0000-7000-8000-00000000000b')
ON CONFLICT DO NOTHING;

INSERT INTO public.meeting_codes (meeting_code, org_id, meeting_id)
VALUES
    ('AcmePlanning', '019a0000-0000-7000-8000-00000000000a', '019a0000-0000-7000-8000-0000000000a1'),
    ('AcmeStandup1', '019a0000-0000-7000-8000-00000000000a', '019a0000-0000-7000-8000-0000000000a2'),
    ('GlobexReview', '019a0000-0000-7000-8000-00000000000b', '019a0000-0000-7000-8000-0000000000b1')
ON CONFLICT DO NOTHING;

SELECT set_config('app.org_id', '019a0000-0000-7000-8000-00000000000a', true);

INSERT INTO public.organizations (org_id, subdomain, display_name, plan_tier, open_meetings)
VALUES ('019a0000-0000-7000-8000-00000000000a', 'acme', 'Acme', 'pro', 2)
ON CONFLICT DO NOTHING;

INSERT INTO public.users (org_id, user_id, email, display_name)
VALUES
    ('019a0000-0000-7000-8000-00000000000a', '019a0000-0000-7000-8000-000000000a01', 'ada@acme.example', 'Ada'),
    ('019a0000-0000-7000-8000-00000000000a', '019a0000-0000-7000-8000-000000000a02', 'grace@acme.example', 'Grace'),
    ('019a0000-0000-7000-8000-00000000000a', '019a0000-0000-7000-8000-000000000a03', 'alan@acme.example', 'Alan')
ON CONFLICT DO NOTHING;

INSERT INTO public.meetings (org_id, meeting_id, created_by_user_id, display_name, meeting_code, join_secret_hash, allow_guests,
    status, scheduled_start_time, actual_start_time, active_participants)
VALUES
    ('019a0000-0000-7000-8000-00000000000a', '019a0000-0000-7000-8000-0000000000a1', '019a0000-0000-7000-8000-000000000a01',
        'Planning', 'AcmePlanning', sha256('demo'), false, 'scheduled', '2030-01-07 09:00:00+00', NULL, 0),
    ('019a0000-0000-7000-8000-00000000000a', '019a0000-0000-7000-8000-0000000000a2', '019a0000-0000-7000-8000-000000000a02',
        'Standup', 'AcmeStandup1', sha256('demo'), true, 'active', NULL, '2026-01-05 09:00:00+00', 3)
ON CONFLICT DO NOTHING;

INSERT INTO public.participants (org_id, meeting_id, participant_id, user_id, display_name, participant_type, role, joined_at)
VALUES
    ('019a0000-0000-7000-8000-00000000000a', '019a0000-0000-7000-8000-0000000000a2', '019a0000-0000-7000-8000-00000000a201',
        '019a0000-0000-7000-8000-000000000a02', 'Grace', 'member', 'host', '2026-01-05 09:00:00+00'),
    ('019a0000-0000-7000-8000-00000000000a', '019a0000-0000-7000-8000-0000000000a2', '019a0000-0000-7000-8000-00000000a202',
        '019a0000-0000-7000-8000-000000000a03', 'Alan', 'member', 'participant', '2026-01-05 09:01:00+00'),
    ('019a0000-0000-7000-8000-00000000000a', '019a0000-0000-7000-8000-0000000000a2', '019a0000-0000-7000-8000-00000000a203',
        NULL, 'A guest', 'guest', 'guest', '2026-01-05 09:02:00+00')
ON CONFLICT DO NOTHING;

SELECT set_config('app.org_id', '019a0000-0000-7000-8000-00000000000b', true);

INSERT INTO public.organizations (org_id, subdomain, display_name, open_meetings)
VALUES ('019a0000-0000-7000-8000-00000000000b', 'globex', 'Globex', 0)
ON CONFLICT DO NOTHING;

INSERT INTO public.users (org_id, user_id, email, display_name)
VALUES
    ('019a0000-0000-7000-8000-00000000000b', '019a0000-0000-7000-8000-000000000b01', 'hank@globex.example', 'Hank'),
    ('019a0000-0000-7000-8000-00000000000b', '019a0000-0000-7000-8000-000000000b02', 'mona@globex.example', 'Mona')
ON CONFLICT DO NOTHING;

INSERT INTO public.meetings (org_id, meeting_id, created_by_user_id, display_name, meeting_code, join_secret_hash,
    status, actual_start_time, ended_at)
VALUES
    ('019a0000-0000-7000-8000-00000000000b', '019a0000-0000-7000-8000-0000000000b1', '019a0000-0000-7000-8000-000000000b01',
        'Review', 'GlobexReview', sha256('demo'), 'ended', '2026-01-05 14:00:00+00', '2026-01-05 15:00:00+00')
ON CONFLICT DO NOTHING;

INSERT INTO public.participants (org_id, meeting_id, participant_id, user_id, display_name, participant_type, role,
    joined_at, left_at, leave_reason)
VALUES
    ('019a0000-0000-7000-8000-00000000000b', '019a0000-0000-7000-8000-0000000000b1', '019a0000-0000-7000-8000-00000000b101',
        '019a0000-0000-7000-8000-000000000b01', 'Hank', 'member', 'host',
        '2026-01-05 14:00:00+00', '2026-01-05 15:00:00+00', 'meeting_ended')
ON CONFLICT DO NOTHING;
