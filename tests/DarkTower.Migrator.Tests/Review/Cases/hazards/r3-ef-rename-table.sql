-- expect: compat.rename-table
-- prior: ef-orders
-- also: data.drop-cascade
-- options: --empty
-- why: EF also renames the key and indexes, which are harmless.
ALTER TABLE "Orders" DROP CONSTRAINT "PK_Orders" CASCADE;
ALTER TABLE "Orders" RENAME TO "SalesOrders";
