-- options: --empty
-- prior: shop
-- why: taking precision and scale away rewrites nothing.
ALTER TABLE shop.orders ALTER COLUMN amount TYPE numeric;
