CREATE INDEX CONCURRENTLY notes_body_idx ON public.notes (org_id, lower(body) text_pattern_ops) WHERE note_id > 10;

INSERT INTO public.note_marks VALUES ('between the indexes');

CREATE UNIQUE INDEX CONCURRENTLY notes_note_key ON public.notes USING btree (org_id, note_id) INCLUDE (body);

COMMENT ON INDEX public.notes_note_key IS 'Supports: the rehearsal.';
