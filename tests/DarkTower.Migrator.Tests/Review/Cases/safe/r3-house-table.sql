-- why: a tenant table by all rules.
CREATE TABLE public.meeting_notes (
    org_id uuid NOT NULL,
    note_id uuid NOT NULL,
    body text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT meeting_notes_pkey PRIMARY KEY (org_id, note_id)
);
ALTER TABLE public.meeting_notes ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.meeting_notes FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON public.meeting_notes
    USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid)
    WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);
CREATE TRIGGER meeting_notes_set_updated_at BEFORE UPDATE ON public.meeting_notes
    FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();
GRANT SELECT, INSERT ON public.meeting_notes TO darktower_app;
COMMENT ON TABLE public.meeting_notes IS 'Notes of a meeting.';
COMMENT ON COLUMN public.meeting_notes.org_id IS 'Tenant.';
COMMENT ON COLUMN public.meeting_notes.note_id IS 'Key within the tenant, uuid v7.';
COMMENT ON COLUMN public.meeting_notes.body IS 'PII: what somebody wrote; kept 90 days after the end.';
COMMENT ON COLUMN public.meeting_notes.created_at IS 'When the row was made.';
COMMENT ON COLUMN public.meeting_notes.updated_at IS 'When it last changed.';
COMMENT ON INDEX public.meeting_notes_pkey IS 'Supports: reading one note.';
