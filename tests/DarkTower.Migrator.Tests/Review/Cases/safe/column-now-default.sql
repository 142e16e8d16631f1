-- why: now() is one value for the whole statement, so it is stored once too.
ALTER TABLE public.participants ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now();
COMMENT ON COLUMN public.participants.seen_at IS 'When the person was last seen.';
