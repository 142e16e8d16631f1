-- expect: lock.set-not-null-scan, lock.check-validate
-- prior: shop
-- options: --empty --pg 18
-- why: 18 has named NOT NULL constraints; without NOT VALID this one reads the whole table under ACCESS EXCLUSIVE.
ALTER TABLE shop.orders ADD CONSTRAINT orders_qty_not_null NOT NULL qty;
