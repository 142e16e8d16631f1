-- expect: pii.missing-comment
-- why: where somebody is, is personal.
ALTER TABLE public.participants ADD COLUMN home_address text, ADD COLUMN latitude text;
COMMENT ON COLUMN public.participants.home_address IS 'Address.';
COMMENT ON COLUMN public.participants.latitude IS 'Latitude.';
