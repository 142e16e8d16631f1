-- expect: data.type-narrowing
-- prior: shop
-- options: --empty
-- why: 22003 as soon as one value is above 32767.
ALTER TABLE shop.orders ALTER COLUMN qty TYPE smallint;
