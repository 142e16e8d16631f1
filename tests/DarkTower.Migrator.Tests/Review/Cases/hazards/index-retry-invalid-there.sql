-- expect: txn.invalid-index-retry
-- options: --empty --non-transactional
-- why: the invalid remains of the last attempt are there, and stay.
create unique index concurrently if not exists "Orders_Code" on shop.orders (order_id, code);
