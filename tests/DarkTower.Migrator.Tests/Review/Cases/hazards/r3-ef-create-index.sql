-- expect: lock.index-create
-- prior: ef-orders
-- options: --empty
-- why: the index EF Core makes for a foreign key, inside its usual transaction block of many statements.
ALTER TABLE "Orders" ADD "ShippedOn" timestamp with time zone;

CREATE INDEX "IX_Orders_CustomerId" ON "Orders" ("CustomerId");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20260110120000_ShippedOn', '9.0.0');
