-- expect: compat.rename-table, compat.rename-view
-- prior: shop-codes
-- options: --empty
-- why: who reads the view finds it no more.
ALTER VIEW shop.codes RENAME TO order_codes;
