-- expect: lock.set-not-null-scan, fail.*
-- why: one null among millions of rows is enough: 23502 after the scan.
ALTER TABLE public.participants ALTER COLUMN user_agent SET NOT NULL;
