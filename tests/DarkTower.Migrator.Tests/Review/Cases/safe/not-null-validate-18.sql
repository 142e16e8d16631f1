-- options: --empty --pg 18
-- why: the scan runs under SHARE UPDATE EXCLUSIVE.
ALTER TABLE shop.orders VALIDATE CONSTRAINT orders_qty_not_null;
