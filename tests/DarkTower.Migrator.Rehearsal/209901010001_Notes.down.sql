DROP TABLE public.note_words;

DROP TABLE public.note_marks;

DROP TABLE public.notes;

DELETE FROM public.organization_directory WHERE subdomain LIKE 'notes-f_';
