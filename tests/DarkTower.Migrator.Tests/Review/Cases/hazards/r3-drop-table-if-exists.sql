-- expect: data.drop-table, data.drop-without-shadow
-- options: --empty
-- why: gone.
DROP TABLE IF EXISTS "OrderLines";
