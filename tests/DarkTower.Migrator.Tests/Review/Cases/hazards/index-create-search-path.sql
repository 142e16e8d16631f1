-- expect: lock.index-create
-- prior: shop
-- options: --empty
-- why: no schema in the statement; the search path leads to a table full of rows.
SET LOCAL search_path = shop;
CREATE INDEX ON orders (placed_at);
