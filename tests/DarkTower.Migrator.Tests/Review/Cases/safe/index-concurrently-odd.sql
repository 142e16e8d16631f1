-- options: --non-transactional --empty
-- prior: shop
-- why: the option is there, however it is written.
create
  unique index /* online */ concurrently "Orders:Code" on only "shop"."orders" ("order_id", lower(code)) include (state);
comment on index shop."Orders:Code" is 'Supports: finding an order by its code.';
