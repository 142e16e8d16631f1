-- options: --empty
-- why: names of constraints are in no query; a moment's lock.
ALTER TABLE shop.orders RENAME CONSTRAINT orders_qty_check TO orders_quantity_check;
