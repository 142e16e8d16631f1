-- options: --empty
-- prior: shop
-- why: the table is not there: nothing happens.
ALTER TABLE IF EXISTS shop.nothing ADD COLUMN a text NOT NULL;
DROP TABLE IF EXISTS shop.nothing_either CASCADE;
