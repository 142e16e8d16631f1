-- expect: down.data-loss
-- prior: shop
-- options: --empty
-- why: to get the shorter type back the down cuts values that were written since.
ALTER TABLE shop.orders ALTER COLUMN code TYPE varchar(100);
