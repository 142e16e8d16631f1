-- options: --empty
-- prior: ef-orders
-- why: the idempotent form of a harmless column.
DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20260701000000_Nick') THEN
    ALTER TABLE "Customers" ADD "Nickname" text;
    END IF;
END $EF$;
