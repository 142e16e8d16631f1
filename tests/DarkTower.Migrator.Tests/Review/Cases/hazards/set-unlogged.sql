-- expect: lock.rewrite-maintenance
-- prior: shop
-- options: --empty
-- why: rewrites the table under ACCESS EXCLUSIVE, and its rows are gone after a crash.
ALTER TABLE ONLY shop.orders SET UNLOGGED;
