-- expect: lock.index-create
-- prior: ef-orders
-- options: --empty
-- why: the idempotent script: the index is built inside a block.
DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20260501000000_Index') THEN
    CREATE INDEX "IX_Orders_OrderDate" ON "Orders" ("OrderDate" DESC);
    END IF;
END $EF$;
