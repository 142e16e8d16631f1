-- expect: lock.ddl-plus-backfill, data.update-unbounded
-- prior: ef-orders
-- options: --empty
-- why: migrationBuilder.Sql between two operations.
ALTER TABLE "Customers" ADD "FullName" text;

UPDATE "Customers" SET "FullName" = "Name";

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20260301000000_FullName', '9.0.0');
