-- options: --empty
-- prior: shop
-- why: only rows written from now on are checked.
ALTER TABLE shop.orders ADD CONSTRAINT orders_qty_check CHECK (qty > 0) NOT VALID;
