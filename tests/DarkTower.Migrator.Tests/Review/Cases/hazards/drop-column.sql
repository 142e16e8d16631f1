-- expect: data.drop-column, data.drop-without-shadow
-- why: what was in it is gone, and servers of the last release still read it.
ALTER TABLE public.participants DROP COLUMN client_version;
