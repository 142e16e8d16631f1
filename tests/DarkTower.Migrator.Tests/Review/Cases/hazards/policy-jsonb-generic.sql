-- expect: policy.jsonb-generic
-- why: a bag for everything: no type, no constraint, no index, no end.
ALTER TABLE public.meetings ADD COLUMN metadata jsonb;
COMMENT ON COLUMN public.meetings.metadata IS 'Further data.';
