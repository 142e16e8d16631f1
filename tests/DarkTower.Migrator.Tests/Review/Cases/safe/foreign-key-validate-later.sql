-- options: --empty
-- why: ROW SHARE on the referenced table, SHARE UPDATE EXCLUSIVE here.
alter table only shop.orders validate constraint "orders_customer_fkey";
