-- expect: fail.*, lock.unique-build
-- prior: shop
-- options: --empty
-- why: every row gets the same default, so no two can be unique: 23505.
ALTER TABLE shop.orders ADD COLUMN slot integer DEFAULT 0 UNIQUE;
