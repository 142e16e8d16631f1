-- expect: compat.rename-schema, compat.rename-table
-- prior: shop
-- options: --empty
-- why: every qualified name in every server is wrong from now on.
ALTER SCHEMA shop RENAME TO store;
