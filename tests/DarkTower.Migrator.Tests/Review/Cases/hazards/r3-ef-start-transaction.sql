-- expect: txn.nested
-- prior: ef-orders-two
-- options: --empty
-- why: the script of dotnet ef migrations script brings its own transaction.
START TRANSACTION;
ALTER TABLE "Orders" ADD "Currency" character varying(3);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20260401000000_Currency', '9.0.0');

COMMIT;
