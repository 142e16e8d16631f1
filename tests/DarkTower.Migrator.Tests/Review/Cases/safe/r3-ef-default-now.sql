-- options: --empty
-- prior: ef-orders-two
-- why: now() is the same for all rows: no rewrite.
ALTER TABLE "Orders" ADD "CreatedAt" timestamp with time zone NOT NULL DEFAULT (now());
