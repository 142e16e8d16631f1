ALTER TABLE public.meetings ALTER COLUMN max_participants SET DEFAULT 100;
