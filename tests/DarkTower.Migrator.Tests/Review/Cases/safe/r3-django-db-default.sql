-- options: --empty
-- prior: django-library
-- why: db_default stays in the schema.
ALTER TABLE "library_book" ADD COLUMN "language" varchar(2) DEFAULT 'en' NOT NULL;
