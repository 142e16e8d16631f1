-- options: --empty
-- prior: shop
-- why: the same bytes under another name.
ALTER TABLE shop.orders ALTER COLUMN code SET DATA TYPE text, ALTER COLUMN note TYPE varchar;
