-- expect: fail.*, tenant.rls-noop-dml
-- why: row_security = off does not lift it: the statement is refused with 42501.
SET LOCAL row_security = off;
UPDATE public.users SET display_name = 'x' WHERE user_id = '01900000-0000-7000-8000-000000000001';
