-- expect: lock.type-rewrite
-- prior: shop
-- options: --empty
-- why: more digits after the point: each value is rewritten.
ALTER TABLE shop.orders ALTER amount SET DATA TYPE numeric(14, 4);
