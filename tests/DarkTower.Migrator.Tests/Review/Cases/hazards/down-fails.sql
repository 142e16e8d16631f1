-- expect: down.fails
-- why: the down names what is not there: 42703, and the way back ends half-way.
ALTER TABLE public.users ADD COLUMN locale text;
COMMENT ON COLUMN public.users.locale IS 'Language of messages.';
