-- expect: lock.no-timeout
-- why: the same by way of a function call.
SELECT pg_catalog.set_config('lock_timeout', '0', false);
