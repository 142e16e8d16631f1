ALTER TABLE shop.orders RENAME CONSTRAINT orders_quantity_check TO orders_qty_check;
