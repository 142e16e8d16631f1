-- backfill: each org
UPDATE public.notes SET length = char_length(body), touched = touched + 1
WHERE (org_id, note_id) IN (SELECT org_id, note_id FROM public.notes WHERE length IS NULL ORDER BY org_id, note_id LIMIT 250);

INSERT INTO public.note_marks VALUES ('between the backfills');

-- backfill
UPDATE public.note_words SET shouted = upper(word), touched = touched + 1
WHERE word IN (SELECT word FROM public.note_words WHERE shouted IS NULL ORDER BY word LIMIT 250);
