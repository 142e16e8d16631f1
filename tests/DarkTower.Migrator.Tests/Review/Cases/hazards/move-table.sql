-- expect: compat.rename-table, compat.rename-schema
-- options: --empty
-- why: the table is under another name now: shop.orders is no more.
ALTER TABLE shop.orders SET SCHEMA archive;
