-- expect: lock.no-timeout
-- why: the statement waits for ever, and everybody who comes after waits behind it.
SET LOCAL lock_timeout = 0;
COMMENT ON TABLE public.users IS 'People of an organization who can sign in here.';
