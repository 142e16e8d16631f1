-- options: --empty
-- why: a longer limit changes nothing stored and no index.
ALTER TABLE shop.orders ALTER COLUMN code TYPE varchar(200);
