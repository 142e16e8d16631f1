-- expect: pii.missing-comment
-- why: erasure misses it.
ALTER TABLE public.users ADD COLUMN phone_number text;
COMMENT ON COLUMN public.users.phone_number IS 'Phone.';
