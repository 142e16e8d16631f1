-- expect: data.drop-cascade, data.drop-column
-- options: --empty
-- why: no table is named; the column of that type goes.
DROP TYPE shop.mood CASCADE;
