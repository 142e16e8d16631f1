-- options: --empty
-- prior: django-library
-- why: what django safe migration packages write; the column has an index.
ALTER TABLE "library_book" ADD CONSTRAINT "library_book_owner_fk" FOREIGN KEY ("owner_id") REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED NOT VALID;
