-- options: --empty --non-transactional
-- prior: shop
-- why: each statement commits by itself: the scan holds no exclusive lock.
ALTER TABLE shop.orders ADD CONSTRAINT orders_qty_check CHECK (qty > 0) NOT VALID;
ALTER TABLE shop.orders VALIDATE CONSTRAINT orders_qty_check;
