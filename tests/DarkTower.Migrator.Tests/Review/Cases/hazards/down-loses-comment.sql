-- expect: down.incomplete
-- why: the old comment is not put back.
COMMENT ON COLUMN public.users.status IS 'active or deactivated.';
