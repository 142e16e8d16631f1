-- expect: lock.check-validate
-- prior: django-library
-- options: --empty
-- why: a PositiveIntegerField added: the inline CHECK reads every row.
ALTER TABLE "library_book" ADD COLUMN "rating" integer DEFAULT 0 NOT NULL CHECK ("rating" >= 0);
