-- expect: lock.fk-validate
-- prior: django-library
-- options: --empty
-- why: deferrable or not, all rows are looked up while writers wait.
ALTER TABLE "library_book" ADD CONSTRAINT "library_book_owner_id_3f2a_fk_auth_user_id" FOREIGN KEY ("owner_id") REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED;
