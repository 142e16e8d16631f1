-- expect: fail.dependent-view
-- prior: shop-codes
-- options: --empty
-- why: 0A000: the view was made for the old type.
ALTER TABLE shop.orders ALTER COLUMN code TYPE text;
