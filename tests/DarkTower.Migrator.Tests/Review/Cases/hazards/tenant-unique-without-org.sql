-- expect: tenant.unique-without-org
-- options: --non-transactional
-- why: a tenant learns from the error that another one has the value; and the table can never be distributed.
CREATE UNIQUE INDEX CONCURRENTLY meetings_code_key ON public.meetings (meeting_code);
COMMENT ON INDEX public.meetings_code_key IS 'Supports: finding a meeting by code.';
