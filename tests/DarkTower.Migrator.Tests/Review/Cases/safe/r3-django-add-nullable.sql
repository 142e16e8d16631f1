-- options: --empty
-- prior: django-library
-- why: AddField null=True.
--
-- Add field subtitle to book
--
ALTER TABLE "library_book" ADD COLUMN "subtitle" varchar(200) NULL;
