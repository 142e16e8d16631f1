-- expect: compat.rename-column
-- prior: shop-codes
-- options: --empty
-- why: a view's column is an interface too.
ALTER VIEW shop.codes RENAME COLUMN code TO article;
