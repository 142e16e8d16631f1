-- expect: fail.*
-- options: --empty
-- why: 23514: rows that are there break it.
ALTER TABLE shop.orders VALIDATE CONSTRAINT orders_qty_check;
