-- expect: compat.rename-column
-- options: --empty
-- why: COLUMN left out, quoted names.
alter table if exists only "shop"."orders" rename "note" to "Remark";
