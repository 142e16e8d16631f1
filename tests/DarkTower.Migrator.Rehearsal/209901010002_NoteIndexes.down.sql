DROP INDEX CONCURRENTLY public.notes_note_key;

DROP INDEX CONCURRENTLY public.notes_body_idx;

DELETE FROM public.note_marks WHERE mark = 'between the indexes';
