-- why: a constant is stored once in the catalog; rows that are there show it.
ALTER TABLE public.meetings ADD COLUMN captions_enabled boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN public.meetings.captions_enabled IS 'Captions are shown.';
GRANT UPDATE (captions_enabled) ON public.meetings TO darktower_app;
