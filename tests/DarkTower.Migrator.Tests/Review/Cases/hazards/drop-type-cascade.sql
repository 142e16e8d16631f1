-- expect: data.drop-cascade, data.drop-column
-- prior: shop-mood
-- options: --empty
-- why: no table is named; the column of that type goes.
DROP TYPE shop.mood CASCADE;
