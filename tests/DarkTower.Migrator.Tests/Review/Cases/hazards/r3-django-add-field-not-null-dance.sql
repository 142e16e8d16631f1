-- expect: compat.required-column
-- prior: django-library
-- options: --empty
-- why: Django adds the column with a default and drops it at once: the running release inserts without it.
--
-- Add field language to book
--
ALTER TABLE "library_book" ADD COLUMN "language" varchar(2) DEFAULT 'en' NOT NULL;
ALTER TABLE "library_book" ALTER COLUMN "language" DROP DEFAULT;
