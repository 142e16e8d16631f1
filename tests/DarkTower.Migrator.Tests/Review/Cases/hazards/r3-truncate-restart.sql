-- expect: data.truncate
-- options: --empty
-- why: all rows are gone, sequences start again.
TRUNCATE TABLE "library_book" RESTART IDENTITY;
