-- options: --empty
-- prior: django-library
-- why: RenameIndex: SHARE UPDATE EXCLUSIVE.
ALTER INDEX "library_book_owner_id_3f2a" RENAME TO "library_book_owner_idx";
