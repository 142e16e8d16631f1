-- expect: lock.rewrite-volatile-default
-- options: --empty
-- why: the statement has no default; the type has, and it is volatile.
ALTER TABLE shop.orders ADD COLUMN ticket shop.ticket;
