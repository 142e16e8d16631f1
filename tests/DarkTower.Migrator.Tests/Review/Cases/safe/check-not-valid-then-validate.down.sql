ALTER TABLE shop.orders DROP CONSTRAINT orders_qty_check;
