-- expect: lock.type-rewrite
-- prior: ef-orders
-- options: --empty
-- why: text to jsonb by USING: written anew.
ALTER TABLE "Orders" ALTER COLUMN "Notes" TYPE jsonb USING "Notes"::jsonb;
