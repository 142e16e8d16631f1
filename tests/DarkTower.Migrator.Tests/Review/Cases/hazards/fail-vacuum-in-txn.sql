-- expect: fail.*
-- why: 25001: VACUUM cannot run inside a transaction.
VACUUM (ANALYZE) public.users;
