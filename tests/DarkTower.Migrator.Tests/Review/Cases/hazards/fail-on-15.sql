-- expect: fail.*
-- options: --pg 15
-- why: 42601 on 15: virtual generated columns came with 18.
ALTER TABLE public.meetings ADD COLUMN title text GENERATED ALWAYS AS (upper(display_name)) VIRTUAL;
