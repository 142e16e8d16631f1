-- expect: data.type-narrowing
-- prior: shop
-- options: --empty
-- why: fails on the first longer value, and rewrites the table if there is none.
ALTER TABLE shop.orders ALTER COLUMN code TYPE varchar(20);
