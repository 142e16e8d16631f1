-- options: --empty
-- prior: shop
-- why: same scale, more digits before the point.
ALTER TABLE shop.orders ALTER COLUMN amount TYPE numeric(20, 2);
