-- expect: fail.not-null-existing-rows, compat.required-column
-- options: --empty
-- why: the table is empty where it was tried and full where it will run.
ALTER TABLE shop.imports ADD COLUMN "Source" text NOT NULL;
