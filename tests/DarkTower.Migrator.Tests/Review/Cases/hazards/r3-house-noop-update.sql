-- expect: tenant.rls-noop-dml
-- also: data.update-unbounded
-- why: no tenant is set: no row is seen, none changes.
UPDATE public.users SET display_name = trim(display_name) WHERE display_name LIKE ' %';
