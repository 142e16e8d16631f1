-- expect: compat.rename-table
-- prior: shop
-- options: --empty
-- why: ALTER INDEX renames tables too when it is given one.
ALTER INDEX shop.orders RENAME TO purchases;
