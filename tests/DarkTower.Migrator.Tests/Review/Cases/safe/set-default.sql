-- why: a catalog entry that only new rows see.
ALTER TABLE public.meetings ALTER COLUMN max_participants SET DEFAULT 200;
