-- expect: lock.unique-build
-- prior: shop
-- options: --empty
-- why: the new column is empty, but its index still has an entry for every row, built under ACCESS EXCLUSIVE.
ALTER TABLE shop.customers ADD COLUMN login text UNIQUE;
