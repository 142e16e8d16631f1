CREATE TABLE public.notes (
    org_id uuid NOT NULL,
    note_id int NOT NULL,
    body text NOT NULL,
    CONSTRAINT notes_pkey PRIMARY KEY (org_id, note_id)
);

-- How often each statement that must be executed once was executed.
CREATE TABLE public.note_marks (mark text NOT NULL);

CREATE TABLE public.note_words (word text NOT NULL, shouted text, touched int NOT NULL DEFAULT 0);

INSERT INTO public.note_words (word) SELECT 'word' || i FROM generate_series(1, 2000) AS i;

ALTER TABLE public.notes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.notes FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON public.notes
    USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid)
    WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);

DO $$
DECLARE
    org uuid;
BEGIN
    FOREACH org IN ARRAY ARRAY[
        '019a0000-0000-7000-8000-0000000000f1', '019a0000-0000-7000-8000-0000000000f2', '019a0000-0000-7000-8000-0000000000f3']::uuid[]
    LOOP
        PERFORM set_config('app.org_id', org::text, true);
        INSERT INTO public.organization_directory (subdomain, org_id) VALUES ('notes-' || right(org::text, 2), org)
        ON CONFLICT DO NOTHING;
        INSERT INTO public.notes SELECT org, i, 'Body ' || i FROM generate_series(1, 3000) AS i;
    END LOOP;
END
$$;
