-- expect: lock.reindex
-- prior: django-library
-- options: --empty
-- why: all indexes of the table, writes wait.
-- bloat
REINDEX TABLE "library_book";
