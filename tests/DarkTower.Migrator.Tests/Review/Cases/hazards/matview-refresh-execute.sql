-- expect: lock.matview-refresh
-- options: --empty
-- why: hidden in a block, with data of all orders.
DO $$ BEGIN EXECUTE 'refresh materialized view shop.turnover with data'; END $$;
