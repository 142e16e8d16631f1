ALTER TABLE shop.orders DROP CONSTRAINT orders_qty_not_null;
