-- expect: lock.rewrite-maintenance
-- options: --empty
-- why: writes the whole table into the log under ACCESS EXCLUSIVE.
ALTER TABLE shop.carts SET LOGGED;
