-- expect: lock.type-check-rescan
-- options: --empty
-- why: widening alone is free, but a CHECK covers the column and is proved again over all rows.
ALTER TABLE shop.orders ALTER COLUMN code TYPE varchar(80);
