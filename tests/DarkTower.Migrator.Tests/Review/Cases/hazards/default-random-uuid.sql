-- expect: lock.rewrite-volatile-default
-- why: one value for each row: the table is written anew under ACCESS EXCLUSIVE.
ALTER TABLE public.meetings ADD COLUMN public_id uuid NOT NULL DEFAULT gen_random_uuid();
COMMENT ON COLUMN public.meetings.public_id IS 'Id for links.';
