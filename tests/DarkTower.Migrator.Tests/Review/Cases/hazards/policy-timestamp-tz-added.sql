-- expect: policy.timestamp-tz
-- why: the same on a column that is added.
ALTER TABLE public.users ADD COLUMN invited_at TIMESTAMP;
COMMENT ON COLUMN public.users.invited_at IS 'When the user was invited.';
