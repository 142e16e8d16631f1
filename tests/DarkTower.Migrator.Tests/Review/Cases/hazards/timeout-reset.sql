-- expect: lock.no-timeout
-- why: back to the server's default, which is none.
RESET ALL;
