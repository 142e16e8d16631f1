-- expect: fail.not-null-existing-rows
-- prior: ef-orders-two
-- options: --empty
-- why: no rows in the prior scripts, but the table is not new.
ALTER TABLE "Customers" ADD COLUMN IF NOT EXISTS "Region" character varying(50) NOT NULL;
