-- expect: compat.plan-invalidation
-- prior: django-library
-- options: --empty
-- why: SELECT * prepared by a pooled connection fails once.
ALTER TABLE "library_book" ALTER COLUMN "isbn" TYPE varchar(17);
