-- expect: lock.index-rebuild
-- prior: django-library
-- options: --empty
-- why: db_collation changed: indexes over the column are built anew.
ALTER TABLE "library_book" ALTER COLUMN "title" TYPE varchar(200) COLLATE "C";
