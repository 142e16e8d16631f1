-- why: nullable with a comment.
ALTER TABLE public.recordings ADD COLUMN region text;
COMMENT ON COLUMN public.recordings.region IS 'Where the file is kept.';
