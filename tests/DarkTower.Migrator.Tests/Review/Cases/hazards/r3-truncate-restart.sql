-- expect: data.truncate
-- prior: django-library
-- options: --empty
-- why: all rows are gone, sequences start again.
TRUNCATE TABLE "library_book" RESTART IDENTITY;
