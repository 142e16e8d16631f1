-- expect: lock.explicit
-- prior: shop
-- options: --empty
-- why: all writers of two tables wait for the block and what follows it.
DO $$ BEGIN LOCK TABLE ONLY shop.orders, "shop".customers IN SHARE ROW EXCLUSIVE MODE NOWAIT; END $$;
