-- options: --empty
-- prior: shop
-- why: how new values are stored; SHARE UPDATE EXCLUSIVE or a moment's lock, nothing rewritten.
ALTER TABLE shop.orders ALTER COLUMN note SET STORAGE EXTERNAL;
