-- options: --empty --pg 18
-- why: 18 takes a NOT NULL without looking at the rows, and the last release gives the column a value through its default.
ALTER TABLE shop.orders ADD CONSTRAINT orders_qty_not_null NOT NULL qty NOT VALID;
