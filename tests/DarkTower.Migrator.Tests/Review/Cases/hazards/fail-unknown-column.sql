-- expect: fail.*
-- why: 42703: it never ran anywhere.
ALTER TABLE public.users ALTER COLUMN nickname SET DEFAULT '';
