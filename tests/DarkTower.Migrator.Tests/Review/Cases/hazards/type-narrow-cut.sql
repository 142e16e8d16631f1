-- expect: data.type-narrowing
-- prior: shop
-- options: --empty
-- why: an explicit cast cuts what is too long, silently and for good.
ALTER TABLE shop.orders ALTER COLUMN note TYPE varchar(2) USING note::varchar(2);
