-- expect: data.drop-without-shadow, data.drop-table
-- prior: shop
-- options: --empty
-- why: copied and dropped in one release: what is written meanwhile by old servers has no place, nobody could look at the copy first.
CREATE TABLE shop.orders_shadow AS SELECT * FROM shop.orders;
DROP TABLE shop.orders;
