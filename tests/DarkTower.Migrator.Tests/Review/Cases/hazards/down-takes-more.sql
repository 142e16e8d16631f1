-- expect: down.incomplete, down.data-loss
-- prior: shop
-- options: --empty
-- why: the way back takes a column along that was there before.
ALTER TABLE shop.orders ADD COLUMN region text;
