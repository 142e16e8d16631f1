-- why: a global table says so; no rights for anybody but the app.
CREATE TABLE public.regions (
    region text NOT NULL,
    place text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT regions_pkey PRIMARY KEY (region),
    CONSTRAINT regions_region_check CHECK (region ~ '^[a-z]{2}-[a-z]+-[0-9]$'),
    CONSTRAINT regions_place_check CHECK (char_length(place) BETWEEN 1 AND 100)
);
CREATE TRIGGER regions_set_updated_at BEFORE UPDATE ON public.regions
    FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();
INSERT INTO public.regions (region, place) VALUES ('eu-west-1', 'Ireland'), ('us-east-1', 'Virginia');
GRANT SELECT ON public.regions TO darktower_app;
COMMENT ON TABLE public.regions IS 'Global: where the platform has controllers.';
COMMENT ON COLUMN public.regions.region IS 'Key, as the cloud names it.';
COMMENT ON COLUMN public.regions.place IS 'Name of the place shown to people.';
COMMENT ON COLUMN public.regions.created_at IS 'When the row was made.';
COMMENT ON COLUMN public.regions.updated_at IS 'When the row last changed, kept by a trigger.';
COMMENT ON INDEX public.regions_pkey IS 'Supports: looking up one region.';
