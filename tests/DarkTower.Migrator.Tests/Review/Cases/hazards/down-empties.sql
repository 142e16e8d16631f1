-- expect: down.data-loss, down.hazard
-- prior: shop
-- options: --empty
-- why: the way back empties a table that was full before.
ALTER TABLE shop.orders ADD COLUMN region text;
