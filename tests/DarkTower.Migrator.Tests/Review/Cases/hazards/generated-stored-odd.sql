-- expect: lock.rewrite-generated
-- prior: shop
-- options: --empty
-- why: the second action of one ALTER TABLE does it.
ALTER TABLE shop.orders ALTER note SET DEFAULT '', ADD doubled int /* sum */ GENERATED ALWAYS AS (qty * 2) STORED;
