-- expect: lock.index-create
-- prior: django-library
-- options: --empty
-- why: Django adds a pattern index beside the plain one; both are built under a lock against writes.
--
-- Alter field isbn on book
--
CREATE INDEX "library_book_isbn_6c7a_like" ON "library_book" ("isbn" varchar_pattern_ops);
