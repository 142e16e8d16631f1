-- expect: compat.rename-column
-- prior: shop
-- options: --empty
-- why: COLUMN left out, quoted names.
alter table if exists only "shop"."orders" rename "note" to "Remark";
