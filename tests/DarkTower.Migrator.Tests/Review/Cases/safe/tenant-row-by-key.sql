-- why: one row of one tenant, with the tenant set as a statement of the same transaction.
SELECT set_config('app.org_id', '01900000-0000-7000-8000-000000000001', true);
UPDATE public.meetings SET waiting_room_enabled = true
WHERE org_id = '01900000-0000-7000-8000-000000000001' AND meeting_id = '01900000-0000-7000-8000-000000000002';
