-- expect: lock.rewrite-generated
-- why: the value of each row is worked out and stored now: rewrite under ACCESS EXCLUSIVE.
ALTER TABLE public.meetings ADD COLUMN display_name_lower text GENERATED ALWAYS AS (lower(display_name)) STORED;
