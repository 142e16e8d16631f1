-- options: --empty
-- prior: shop
-- why: the column first, the default afterwards: only new rows get one.
ALTER TABLE shop.orders ADD COLUMN ticket uuid;
ALTER TABLE shop.orders ALTER COLUMN ticket SET DEFAULT gen_random_uuid();
