-- options: --empty
-- why: a conjunction proves its parts.
ALTER TABLE shop.orders ALTER COLUMN qty SET NOT NULL, ALTER COLUMN "note" SET NOT NULL;
