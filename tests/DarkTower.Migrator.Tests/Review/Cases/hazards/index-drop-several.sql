-- expect: lock.index-drop
-- options: --empty
-- why: two tables are locked against reads at once, one after the other.
drop /**/ index if exists shop . "Orders By State" , shop.customers_name_idx restrict;
