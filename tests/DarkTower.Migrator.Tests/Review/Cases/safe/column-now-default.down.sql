ALTER TABLE public.participants DROP COLUMN seen_at;
