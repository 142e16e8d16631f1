-- backfill
UPDATE public.note_words SET shouted = NULL, touched = touched - 1
WHERE word IN (SELECT word FROM public.note_words WHERE shouted IS NOT NULL ORDER BY word LIMIT 500);

DELETE FROM public.note_marks WHERE mark = 'between the backfills';
