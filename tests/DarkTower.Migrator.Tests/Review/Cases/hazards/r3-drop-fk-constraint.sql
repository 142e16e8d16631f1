-- expect: lock.referenced-table
-- prior: ef-orders
-- options: --empty
-- why: Orders is locked as well, and nobody reads that in the statement.
ALTER TABLE "OrderLines" DROP CONSTRAINT IF EXISTS "FK_OrderLines_Orders_OrderId";
