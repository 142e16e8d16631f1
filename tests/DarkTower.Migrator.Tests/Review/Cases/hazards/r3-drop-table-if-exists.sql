-- expect: data.drop-table, data.drop-without-shadow
-- prior: ef-orders
-- options: --empty
-- why: gone.
DROP TABLE IF EXISTS "OrderLines";
