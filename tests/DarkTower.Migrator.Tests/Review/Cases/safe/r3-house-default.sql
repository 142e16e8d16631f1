-- why: for rows to come.
ALTER TABLE public.meetings ALTER COLUMN max_participants SET DEFAULT 50;
