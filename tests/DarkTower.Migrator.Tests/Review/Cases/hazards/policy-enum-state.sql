-- expect: policy.enum-state
-- why: enum equality is not leakproof: under row security its index is lost; a value can never be removed.
CREATE TYPE public.mood AS ENUM ('good', 'bad');
ALTER TABLE public.participants ADD COLUMN mood public.mood;
COMMENT ON COLUMN public.participants.mood IS 'How it went.';
