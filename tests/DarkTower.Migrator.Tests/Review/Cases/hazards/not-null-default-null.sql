-- expect: fail.not-null-existing-rows
-- prior: shop
-- options: --empty
-- why: a default of null is none.
ALTER TABLE shop.orders ADD COLUMN region text DEFAULT NULL NOT NULL;
