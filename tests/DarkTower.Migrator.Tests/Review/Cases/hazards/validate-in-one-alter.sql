-- expect: lock.validate-same-txn, lock.check-validate
-- prior: shop
-- options: --empty
-- why: two actions of one ALTER TABLE are one transaction: the scan runs under the lock of the first.
ALTER TABLE shop.orders ADD CONSTRAINT orders_qty_check CHECK (qty > 0) NOT VALID, VALIDATE CONSTRAINT orders_qty_check;
