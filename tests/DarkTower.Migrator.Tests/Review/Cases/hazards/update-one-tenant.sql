-- expect: data.update-unbounded, tenant.rls-noop-dml
-- why: all meetings of an organization are no batch; and without the tenant set none is found.
UPDATE public.meetings SET waiting_room_enabled = true WHERE org_id = '01900000-0000-7000-8000-000000000001';
